"""The entity types that the recognizers of this version can find, one line each.

A policy that names any other type would promise a protection that nothing
gives, so the loader refuses it. `tests/unit/detect` checks that this table and
the engine agree.
"""

from __future__ import annotations

from collections.abc import Mapping

ENTITY_TYPES: Mapping[str, str] = {
    "API_KEY": "Key or token of a service, by its vendor's prefix or by the name it is assigned to",
    "CONNECTION_STRING": "User and password inside a URL or a database connection string",
    "CREDIT_CARD": "Payment card number with a valid check digit",
    "CRYPTO": "Bitcoin address with a valid checksum",
    "DATE_TIME": "Date or time, by the language model",
    "EMAIL_ADDRESS": "E-mail address",
    "IBAN_CODE": "International bank account number with valid check digits",
    "IP_ADDRESS": "IPv4 or IPv6 address",
    "JWT": "JSON Web Token",
    "LOCATION": "City, country or other place, by the language model",
    "MAC_ADDRESS": "Hardware address of a network card",
    "NRP": "Nationality, religious or political group, by the language model",
    "ORGANIZATION": "Company, agency or institution, by the language model",
    "PASSWORD": "Password, passphrase or secret assigned to a name that says so",
    "PERSON": "Name of a person, by the language model",
    "PHONE_NUMBER": "Telephone number",
    "PRIVATE_KEY": "Private key block (PEM)",
    "STREET_ADDRESS": "Street with a house number, in the usual US, UK, German and French forms",
    "US_DRIVER_LICENSE": "US driver's licence number next to words that say so",
    "US_ITIN": "US individual taxpayer identification number",
    "US_PASSPORT": "US passport number next to words that say so",
    "US_SSN": "US social security number",
}
