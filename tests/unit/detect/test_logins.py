"""Passwords in command lines, password files and calls."""

from __future__ import annotations

import pytest

from penname.detect.logins import logins


def words(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in logins(text)]


@pytest.mark.parametrize(
    "text",
    [
        "mysql -u root -p{} shop",
        "mysqldump --all -u root -p'{}' > all.sql",
        "mysql -h db -u root -p {}",
        "mariadb-dump -u root -p{} shop",
        "sshpass -p {} ssh ann@host",
        "sshpass -p '{}' scp a b:",
        "docker login -u ann -p {} registry.example",
        "az acr login -n x -u ann -p {}",
        "redis-cli -h cache -a {} ping",
        "mongosh -u ann -p {} --host db",
        "sqlcmd -S db -U sa -P {} -Q 'select 1'",
        "curl -sS -u ann:{} https://x.example",
        'curl --user "ann:{}" https://x.example',
        "wget --http-password={} https://x.example",
        "ldapsearch -x -D cn=admin -w {} -b dc=x",
        "smbclient //s/share -U ann%{}",
        "htpasswd -bc .htpasswd ann {}",
        "7z x a.7z -p{} -oout",
        "unzip -P {} a.zip",
        "xfreerdp /u:ann /p:{} /v:host",
        "openssl rsa -in k.pem -passin pass:{} -out o",
        "net user ann {} /add",
        "echo {} | sudo -S apt update",
        "echo 'ann:{}' | sudo chpasswd",
        "requirepass {}",
        "machine x.example login ann password {}",
        "machine x.example\n  login ann\n  password {}\n",
        "db.example:5432:shop:ann:{}",
        "*:*:*:ann:{}",
        'ConvertTo-SecureString "{}" -AsPlainText -Force',
        "CREATE USER ann IDENTIFIED BY '{}';",
        "ALTER ROLE ann WITH PASSWORD '{}';",
        "requests.get(url, auth=('ann', '{}'))",
        "http -a ann:{} GET x.example",
        "lftp -u ann,{} sftp://x.example",
        "ncftpput -u ann -p {} x.example /a b",
        "unrar x -p{} a.rar",
        "openssl enc -aes-256-cbc -in a -k {}",
        "ssh-keygen -t ed25519 -N '{}' -f k",
        'nmcli device wifi connect "cafe" password "{}"',
        "net use Z: \\\\host\\share /user:ann {}",
        "net use Z: \\\\host\\share {} /user:ann",
        "cmdkey /generic:x /user:ann /pass:{}",
        "    Key Content            : {}",
        "echo '{}' | docker login x.example -u ann --password-stdin",
        "vpn --passwd-on-stdin <<< '{}'",
        "//host/share /mnt cifs username=ann,password={},uid=1000",
        "chpasswd:\n  list: |\n    root:{}\n  expire: false\n",
        "127.0.0.1:6379> AUTH {}",
        "USER ann\r\n331 Password required\r\nPASS {}\r\n",
        "a1 LOGIN ann@example.org {}",
        "PRIVMSG NickServ :IDENTIFY {}",
        "snmp-server community {} RO",
        "crypto isakmp key {} address 192.0.2.1",
        "tacacs-server key {}",
        " neighbor 192.0.2.7 password {}",
        "createUser ann SHA {}",
        "WIFI:T:WPA;S:cafe;P:{};;",
        "<keyMaterial>{}</keyMaterial>",
        'ann * "{}" *',
        "ACL SETUSER ann on >{} ~*",
        "CONNECT TO shop USER ann USING {}",
        "EXEC sp_addlogin 'ann', '{}', 'shop'",
        'curl_setopt($c, CURLOPT_USERPWD, "ann:{}");',
        'driver.find_element(By.ID, "password").send_keys("{}")',
        "cy.get('#password').type('{}')",
        "page.fill('#password', '{}')",
        "    Input Password    id=password    {}",
        'keys.load(in, "{}".toCharArray());',
        "ipmitool -H x -U ann -P {} chassis status",
        "tool -u ann -p {} run",
        "rocommunity {} 10.0.0.0/8",
        "username ann privilege 15 password 0 {}",
        "enable secret 5 {}",
        "[mx.example]:587 ann@example.org:{}",
        "10.0.0.1 10.0.0.2 : PSK '{}'",
        "SSID: cafe\nKey: {}",
        'expect "Password:"\nsend "{}\\r"',
    ],
)
def test_places_of_passwords(text: str) -> None:
    """The password alone is found in each of them."""
    assert words(text.format("hunter2!x")) == ["hunter2!x"]


@pytest.mark.parametrize(
    "text",
    [
        "mysql -u root -p shop",
        "mysql -u root -p$DB_PASSWORD shop",
        "docker login -u ann --password-stdin",
        "curl -u ann:$TOKEN https://x.example",
        "curl -u ann https://x.example",
        "mkdir -p a/b9/c; tar -p x",
        "identified by its name9",
        "auth=(user, password1)",
        "machine learning password hunter2",
        "net user ann /delete",
        "sshpass -p <password> ssh x",
        "echo hello9 | grep sudo",
        "commits identified by 'fixup9' commands",
        "net user ann *",
        "enable secret scanning and enable password rotation",
        "PASS all9tests",
        "snmp-server community public RO",
        "echo hello9 | docker build -",
        "docker run -u 1000 -p 8080:80 web",
        "psql -U ann -p 5433 shop",
        'text = "hello9".toCharArray();',
        "cy.get('#name').type('ann1999')",
        '2 * "x9" * 3',
    ],
)
def test_commands_without_a_password(text: str) -> None:
    """Prompts, variables and options of the same letter hold none."""
    assert words(text) == []


def test_many_commands_are_quick() -> None:
    """Commands without end take time as the text is long."""
    assert words("mysql curl docker login mongo sqlcmd openssl " * 2000) == []
