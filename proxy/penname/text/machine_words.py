"""Words of machines and programs, in lower case: of which hardly anybody is called."""

from __future__ import annotations

from collections.abc import Set


def _words(text: str) -> Set[str]:
    return frozenset(text.split())


#: Products, languages and formats that the language model takes for people or places.
#: Common first names (Ruby, Julia, Alexa) are left out: they are somebody's more often.
TECH = _words("""
    python java javascript typescript rust golang go perl php scala kotlin haskell elixir erlang
    clojure bash zsh docker kubernetes k8s helm terraform ansible redis postgres postgresql mysql
    sqlite mongodb kafka nginx apache linux ubuntu debian alpine fedora windows macos ios android
    django flask fastapi react angular vue svelte node nodejs npm yarn pip conda poetry pytest
    ruff mypy claude chatgpt gpt gemini copilot llama mistral siri cortana grok sonnet opus haiku
    cursor git github gitlab jira slack json yaml yml xml html css csv sql http https tcp udp dns
    ssl tls ssh ftp smtp rest api sdk cli gui ide readme markdown unicode ascii utf base64 sha md5
    rsa aes oauth saml ldap webhook env config stdin stdout stderr lorem ipsum dolor async await
    null none true false foo bar baz qux hello world assistant human system tool spacy presidio
    str int bool dict tuple nlp lang param params kwargs args regex enum parser parse parsed
    mozilla gecko webkit applewebkit khtml chrome chromium firefox safari
    handler reconciled pause handshake kube kubelet probe popen tarfile
    laravel symfony sidekiq celery hikari netty jetty webpack vite vitest eslint lodash axios jinja
    numpy pandas scipy matplotlib pytorch tensorflow dovecot postfix haproxy traefik envoy istio
    avahi rsyslog systemd dbus snapd cron sshd sudo verdana helvetica arial tahoma calibri roboto
    selenium grafana prometheus elasticsearch kibana logstash tomcat gradle eclipse vim emacs
""")

#: Parts of machines and programs, of which nobody and no place is called.
MACHINES = _words("""
    pod pods node nodes worker workers container containers sidecar sidecars shard shards replica
    replicas daemon daemons cluster clusters namespace namespaces volume volumes lease leases
    queue queues thread threads process processes socket sockets buffer buffers cache caches
    proxy gateway ingress egress controller scheduler dispatcher listener coordinator upstream
    downstream backend frontend middleware servlet bean mutex semaphore broker replicaset
    statefulset daemonset deployment deployments configmap kernel heap metaspace daemonized
    primary secondary standby follower partition partitions topic topics consumer producer
    instance instances endpoint endpoints bucket buckets subnet subnets firewall loopback
""")
