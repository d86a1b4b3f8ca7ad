"""The labels of penname's own name model: the finest words, below the entity types.

The first seventeen are those of Rampart, whose weights the model starts from; their order is
that of Rampart's head, so that its rows can be taken over.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Label → what it marks.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "GIVEN_NAME": "Given, middle or patronymic name of a person, initials too",
        "SURNAME": "Family name of a person, with its particles",
        "EMAIL": "E-mail address",
        "PHONE": "Telephone number",
        "URL": "Web address",
        "TAX_ID": "Number of a tax authority",
        "BANK_ACCOUNT": "Account, card or IBAN number",
        "ROUTING_NUMBER": "Routing number, sort code, BIC",
        "GOVERNMENT_ID": "Personal number of a state or its social insurance",
        "PASSPORT": "Passport number",
        "DRIVERS_LICENSE": "Driving licence number",
        "BUILDING_NUMBER": "House number",
        "STREET_NAME": "Street",
        "SECONDARY_ADDRESS": "Flat, floor, suite, PO box",
        "CITY": "City, town or village",
        "STATE": "State, province or county",
        "ZIP_CODE": "Postal code",
        "NAME": "Name of a person whose parts are not told apart, nicknames too",
        "USERNAME": "Handle or user name",
        "ORGANIZATION": "Company, agency, institution, team, band",
        "COUNTRY": "Country",
        "PLACE": "Region, landmark or other named place",
        "AGE": "Age of a person",
        "DATE_OF_BIRTH": "Date of birth",
        "DATE": "Other date, weekday or year",
        "TITLE": "Title or form of address before a name",
        "JOB": "Occupation of a person",
        "NATIONALITY": "Nationality, religious or political group",
        "MEDICAL_ID": "Number of a patient, a case or a health plan",
    }
)
