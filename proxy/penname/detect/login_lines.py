"""Lines in which a password stands at a known place: protocols, network devices, password files.

Rows as those of `logins`. Sources: RFC 959 (FTP), 1939 (POP3), 3501 (IMAP), 4616 (SASL), the
manuals of Redis, strongSwan, Postfix, Cisco IOS, net-snmp and cloud-init.
"""

from __future__ import annotations

from penname.detect.line_marks import AT_BEGIN, BREAK, MARK

QUOTED = r"'(?P<value>[^'\n]{3,128})'|\"(?P<value>[^\"\n]{3,128})\""
VALUE = rf"(?:{QUOTED}|(?P<value>[^\s'\"`|;&<>]{{3,128}}))"

LINES: tuple[tuple[str, str], ...] = (
    ("> AUTH ", rf"> AUTH[ \t](?:\w{{1,32}}[ \t](?=\S))?{VALUE}(?=\s|\Z)"),
    (
        "PASS ",
        r"\bPASS(?<=USER[ \t]\S{1,80}[ \t\r]{0,2}\n(?:[^\n]{0,120}\n){0,2}[^\n]{0,12}PASS)"
        rf"[ \t]{VALUE}",
    ),
    ("LOGIN ", rf"(?<![^\s])[A-Za-z]{{0,3}}\d{{1,5}}[ \t]LOGIN[ \t]\S{{1,100}}[ \t]{VALUE}"),
    ("NickServ", rf"\bNickServ[ \t]:?(?i:identify)[ \t](?:\S{{1,40}}[ \t](?=\S))?{VALUE}"),
    (
        "UGFzc3dvcmQ6",
        r"334 UGFzc3dvcmQ6\s{1,3}(?:(?:C:|>)[ \t])?(?P<value>[A-Za-z0-9+/]{4,200}={0,2})",
    ),
    (
        "snmp-server",
        rf"\bsnmp-server (?:community|host \S{{1,60}}(?: version \S{{1,3}})?)[ \t]{VALUE}",
    ),
    ("community", rf"{AT_BEGIN}[ \t]{{0,8}}r[ow]community6?[ \t]{VALUE}"),
    (
        "username ",
        rf"\busername[ \t]\S{{1,64}}[^\n]{{0,60}}?[ \t](?:password|secret)[ \t]\d[ \t]{VALUE}",
    ),
    (
        "enable ",
        rf"{AT_BEGIN}[ \t]{{0,8}}enable[ \t](?:secret|password)[ \t](?:\d[ \t])?(?=\S{{0,80}}\d)"
        rf"{VALUE}(?=\s{{0,2}}(?:\n|\Z))",
    ),
    # expect(1): what is sent when it is asked for.
    (
        "send ",
        r"(?i:password|passphrase)[^\n]{0,20}\n[ \t]{0,12}(?:exp_)?send[ \t](?:--[ \t])?"
        r"\"(?P<value>[^\"\\\n]{3,128})\\r",
    ),
    (
        "chpasswd:",
        rf"(?<=chpasswd:{BREAK}(?:expire:[^\n]{{1,20}}{BREAK})?list:[ \t]?[|>]?-?\n"
        r"(?:[^\n]{1,160}\n){0,12})"
        rf"{MARK}?[ \t]{{1,20}}(?:-[ \t])?[\w.-]{{1,32}}:{VALUE}",
    ),
    ("]:", rf"{AT_BEGIN}\[[\w.-]{{3,80}}\]:\d{{2,5}}[ \t]{{1,4}}[\w.@+-]{{1,80}}:{VALUE}"),
    # Network devices.
    ("isakmp key ", rf"\bisakmp key[ \t](?:\d[ \t])?{VALUE}"),
    ("-server ", rf"\b(?:radius|tacacs)-server (?:host \S{{1,60}} )?key[ \t](?:\d[ \t])?{VALUE}"),
    ("neighbor ", rf"\bneighbor[ \t]\S{{1,60}}[ \t]password[ \t](?:\d[ \t])?{VALUE}"),
    ("createUser", rf"\bcreateUser[ \t]\S{{1,64}}[ \t](?:MD5|SHA[\d-]{{0,4}})[ \t]{VALUE}"),
    (
        "createUser",
        rf"\bcreateUser[ \t][^\n]{{1,160}}?[ \t](?:DES|AES[\d-]{{0,4}})[ \t]{VALUE}",
    ),
    ("WIFI:", r"\bWIFI:(?:[STHE]:[^;\n]{0,64};){0,4}P:(?P<value>(?:[^;\\\n]|\\.){8,63});"),
    ("keyMaterial", r"<keyMaterial>(?P<value>[^<\n]{8,64})</"),
    (
        ' * "',
        rf"{AT_BEGIN}[\w.@\"-]{{1,64}}[ \t]\*[ \t]\"(?P<value>[^\"\n]{{3,128}})\"[ \t]\*",
    ),
    # Data bases.
    ("SETUSER", r"\bSETUSER[ \t]\S{1,64}[^\n]{0,80}?[ \t]>(?P<value>\S{3,128})"),
    (" USING ", rf"\bUSER[ \t]\S{{1,64}}[ \t]USING[ \t]{VALUE}"),
    ("sp_addlogin", rf"\bsp_addlogin[ \t]N?'[^'\n]{{1,64}}',[ \t]?N?(?:{QUOTED})"),
    ("USERPWD", r"USERPWD,[ \t]?[\"'][\w.@-]{1,64}:(?P<value>[^\"'\n]{3,128})[\"']"),
    # Forms that a test fills in.
    *(
        (f"{call}(", rf"\.{call}(?<=(?i:passw|pwd)[^\n]{{0,60}}\.{call})\((?:{QUOTED})")
        for call in ("send_keys", "sendKeys", "type", "fill", "setValue")
    ),
    # /etc/shadow, with the oldest kind of hash.
    (
        ":99999:",
        rf"{AT_BEGIN}[\w.-]{{1,32}}:(?P<value>[./\dA-Za-z]{{13}}):\d{{0,6}}:\d{{0,6}}:99999:",
    ),
    (
        "fill",
        r"\bfill(?:_in)?\([^\n,]{0,40}(?i:passw|pwd)[^\n,]{0,20},[ ](?:with:[ ])?"
        rf"(?:{QUOTED})",
    ),
    ("Input Password", rf"\bInput Password[ \t]{{2,8}}\S{{1,60}}[ \t]{{2,8}}{VALUE}"),
    (
        "Argument.value",
        rf">password</stringProp>{BREAK}<stringProp name=\"Argument\.value\">"
        r"(?P<value>[^<\n]{3,128})",
    ),
    (
        ".toCharArray",
        r"\b(?:load|store|getKey|setKeyEntry|init|PBEKeySpec)\([^()\n]{0,80}?"
        r"\"(?P<value>[^\"\n]{3,128})\"\.toCharArray",
    ),
    ("PSK", rf":[ \t]PSK[ \t](?:{QUOTED})"),
    ("EAP", rf":[ \t](?:EAP|XAUTH|NTLM)[ \t](?:{QUOTED})"),
    (
        "SSID",
        r"SSID[^\n]{0,80}\n(?:[^\n]{0,80}\n)?[ \t]{0,8}"
        r"(?i:key|code|schlüssel|clé|clave|chiave|chave|sleutel)"
        r"[ \t]{0,4}:[ \t]{0,4}(?P<value>\S{8,63})",
    ),
)
