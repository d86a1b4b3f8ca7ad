"""Names of fields that hold the name of somebody, in seven languages, in small letters.

A hyphen stands where words may be joined by anything or nothing: `first-name` is `first_name`,
`firstName` and "First name".
"""

from __future__ import annotations

#: A part of a name: any word is one.
PARTS = """
    first-name first-names last-name last-names surname surnames forename forenames given-name
    given-names family-name middle-name maiden-name birth-name second-name preferred-name
    fname lname mname vorname vornamen nachname familienname zuname geburtsname rufname
    mädchenname prénom prénoms nom-de-famille nom-de-naissance nom-de-jeune-fille nom-d-usage
    apellido apellidos primer-apellido segundo-apellido nombres primer-nombre nombre-de-pila
    cognome cognomi voornaam voornamen achternaam geboortenaam roepnaam familienaam
    sobrenome sobrenomes primeiro-nome último-nome nome-de-família
"""
#: Whole names.
WHOLES = """
    full-name legal-name real-name name-on-card card-holder card-holder-name account-holder
    account-holder-name holder-name next-of-kin emergency-contact policy-holder gecos
    karteninhaber karteninhaberin kontoinhaber kontoinhaberin vollständiger-name voller-name
    versicherter versicherte versicherungsnehmer patientenname kundenname
    nom-complet nom-et-prénom nom-prénom titulaire nombre-completo nombre-y-apellido
    nombre-y-apellidos nombre-apellidos titular nome-completo nome-e-cognome nome-cognome
    nominativo intestatario volledige-naam kaarthouder rekeninghouder
"""
#: Before "name": of whom. `customerName`, "name of the patient".
OWNERS = """
    contact customer client patient employee student pupil teacher cardholder holder recipient
    sender beneficiary guest passenger applicant candidate tenant landlord member doctor physician
    provider nurse parent guardian mother mothers father fathers spouse husband wife child
    childs son daughter person owner author insured subscriber attendee participant respondent
    witness payee payer buyer seller manager supervisor signer signatory caller driver donor
    resident visitor worker staff partner defendant plaintiff claimant borrower lender
    patients customers clients employees billing shipping
    kunden patienten mitarbeiter versicherten bewerber mieter empfänger absender
    cliente paciente paziente destinatario beneficiario empleado dipendente assicurato
    klant patiënt medewerker destinatário beneficiário
"""
#: Who somebody is: holds a name when it looks like a whole one.
ROLES = """
    patient patientin customer client contact employee student pupil teacher doctor physician
    attending surgeon nurse author authors owner assignee reporter reviewer reviewers approver
    manager supervisor recipient recipients sender beneficiary payee guest guests passenger
    passengers attendee attendees participant participants applicant candidate witness tenant
    landlord guardian spouse signer signatory caller insured defendant plaintiff claimant
    borrower buyer tenant seller lessee lessor consignee shipper person instructor maintainer
    maintainers creator kunde kundin kontakt ansprechpartner ansprechpartnerin kontaktperson
    mitarbeiter mitarbeiterin sachbearbeiter sachbearbeiterin bewerber bewerberin mieter
    mieterin vermieter vermieterin empfänger empfängerin absender absenderin arzt ärztin
    hausarzt teilnehmer schüler schülerin käufer verkäufer antragsteller antragstellerin
    destinataire expéditeur bénéficiaire médecin locataire bailleur salarié élève souscripteur
    cliente paciente contacto beneficiario destinatario remitente médico doctora empleado
    inquilino arrendador alumno paziente contatto mittente dipendente medico studente locatore
    conduttore referente klant patiënt contactpersoon ontvanger afzender huurder verhuurder
    medewerker arts beneficiário destinatário remetente funcionário aluno inquilina locador
    locatário responsável
"""
#: "prepared by: …"
DONE_BY = """
    prepared created approved reported written requested reviewed submitted signed issued
    received verified checked assigned authored edited drafted completed witnessed sold ordered
    updated modified tested posted
"""
#: "Name" itself, of a person only where other fields beside it say so.
PLAIN = "name names nom noms nombre nome nomi naam namen fn cn"
#: Of whom the name is, behind it: "Name des Patienten", "nom du client".
BEHIND = (
    r"[ ](?:of(?: the)?|des|der|du|de la|de l['’]|de|del|della|dell['’]|do|da|van(?: de| het)?)"
    r"[ ]?\p{L}{3,20}"
)

#: Fields beside a name that say that it is a person's.
BESIDE = (
    r"e[ _-]?mails?(?:[ _-]?address)?|mail|correo|phones?(?:[ _-]?number)?|phone_?numbers?"
    r"|tel(?:efon(?:nummer)?|éfono|efono|éphone|efoon|efone|ephone)?|mobile|handy|cell(?:phone)?"
    r"|(?:home|street|postal|billing|shipping|mailing)[ _-]?address|address|anschrift|adresse"
    r"|dirección|indirizzo|adres|endereço|zip(?:[ _-]?code)?|plz|postcode"
    r"|dob|(?:date|place)[ _-]?of[ _-]?birth|birth[ _-]?(?:date|day|place)|geburtsdatum|geburtsort"
    r"|(?:date|lieu)[ ]de[ ]naissance|fecha[ _]?de[ _]?nacimiento|data[ _]?di[ _]?nascita"
    r"|geboortedatum|data[ _]?de[ _]?nascimento|born|birth[ _]?year"
    r"|age|alter|edad|età|leeftijd|idade|gender|sex|geschlecht|sexe|sexo|sesso|geslacht"
    r"|ssn|social[ _-]?security(?:[ _-]?number)?|passport(?:[ _-]?(?:number|no))?|nationality"
    r"|surname|(?:last|first|family|given|middle)[ _-]?name|vorname|nachname|prénom|apellidos?"
    r"|cognome|voornaam|achternaam|sobrenome|salary|gehalt|salaire|salario|occupation"
    r"|job[ _-]?title|profession|beruf|employer|marital[ _-]?status|diagnosis|allerg(?:y|ies)|mrn"
    r"|iban|hired?[ _-]?date|dni|nif|cpf|bsn|steuer-?id|blood[ _-]?type|hobbies|height|weight|grade"
    r"|linkedin"
)
#: Whose fields they are: `"customer": {"name": …`.
AROUND = (
    r"customers?|clients?|patients?|employees?|persons?|people|contacts?|members?|students?|authors?"
    r"|guests?|passengers?|attendees|participants?|owners?|staff|maintainers?|contributors?|cardholder"
    r"|recipient|sender|beneficiary|applicants?|candidates?|tenant|doctor|physician|spouse|kunden?"
    r"|personen|mitarbeiter|clientes?|pacientes?|personas?|empleados?"
)

#: Heads of mails, where other heads stand beside them.
HEADS = "from to cc bcc von an de à para da a aan van"
MAIL = r"subject|betreff|objet|asunto|oggetto|onderwerp|assunto|sent|gesendet|reply-to"
