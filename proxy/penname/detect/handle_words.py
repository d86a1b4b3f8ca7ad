"""Words about user names: fields that hold one, accounts of nobody, words behind an `@`."""

from __future__ import annotations

from collections.abc import Set


def _words(text: str) -> Set[str]:
    return frozenset(text.split())


#: Parts of a field's name without which it holds no user name.
STEMS = (
    *("user", "login", "logon", "handle", "nick", "screenname", "screen_name", "benutzer"),
    *("anmeldename", "utilisateur", "identifiant", "pseudo", "usuario", "usuário", "utente"),
    *("gebruiker", "twitter", "instagram", "telegram", "discord", "skype", "github", "tiktok"),
)
#: Fields that hold a user name, their words written together.
FIELDS = _words("""
    username usernames userlogin userhandle userid user loginname login loginid logon logonname
    logonid screenname handle nick nickname benutzername benutzer benutzerkennung anmeldename
    nomdutilisateur utilisateur identifiant pseudo pseudonyme nombredeusuario usuario
    nomedeusuário usuário nomeutente utente gebruikersnaam gebruiker loginnaam
    twitter instagram telegram discord skype github tiktok twitterhandle instagramhandle
    telegramhandle discordhandle githubhandle twitterusername githubusername telegramusername
    discordusername githublogin instagramusername
""")
#: Those that hold other things as often: outside of quotes only a value that looks made up counts.
WEAK = _words("user login utente benutzer usuario userid handle nick pseudo identifiant")
#: Those of which it must look so everywhere.
WEAKEST = _words("handle nick pseudo identifiant")

#: Accounts of systems and roles, and words that stand for any name.
NOBODY = _words("""
    root admin administrator adm sysadmin system daemon bin sys sync nobody nogroup guest public
    shared default all everyone anonymous anon test tester testuser demo user users username
    myuser myusername youruser yourusername yourname user_name your_username your_user me you
    someone somebody foo bar baz example name login git svn hg www www-data http httpd nginx
    apache tomcat mysql postgres pgsql redis mongodb rabbitmq elastic kafka oracle sa dba db
    dbuser backup operator mail ftp ftpuser ssh sshd web webmaster service svc app appuser
    node npm python pip runner runneradmin ci cicd build builder bot jenkins gitlab github travis
    circleci buildkite deploy deployer deployment ansible terraform puppet chef vagrant docker
    dockeruser container kubernetes k8s ubuntu debian centos fedora alpine arch coreos rocky
    almalinux redhat rhel opc ec2-user ec2 aws azure azureuser gcp google cloud cloud-user pi
    raspberry vscode codespace gitpod jovyan colab linuxbrew homebrew steam developer dev ops
    devops support info sales contact noreply no-reply postmaster abuse security staff team
    worker nonroot non-root workspace work project projects home desktop src code tmp temp data
    opt local lib share true false null none undefined string str text value yes no on off
    assistant human model ai function tool bearer token password here channel
    adduser defaultuser defaultaccount wdagutilityaccount
""")

#: What follows an `@` in programs, their documentation and style sheets, in small letters.
TAGS = _words("""
    param params arg args argument return returns throws throw type types typedef property prop
    see since author authors version deprecated todo link inheritdoc override overload abstract
    final static staticmethod classmethod dataclass cached_property functools wraps contextmanager
    pytest fixture mock patch app router route get post put delete patch click command option
    media import charset keyframes font-face supports layer page namespace include mixin extend
    use forward if else elseif for foreach while end endif endfor switch case default each
    component injectable input output module directive pipe hostlistener viewchild ngmodule
    test before after beforeeach aftereach beforeall afterall suite describe it tag tags group
    autowired bean configuration controller service repository entity table column id
    requestmapping getmapping postmapping restcontroller springbootapplication transactional
    nullable notnull nonnull suppresswarnings functionalinterface safevarargs retention target
    documented inherited repeatable interface protocol implementation end class selector
    objc available escaping autoclosure main mainactor published state binding environment
    observedobject stateobject environmentobject composable preview jvmstatic jvmfield
    throwable exception example examples internal private public protected readonly api module
    namespace callback event fires listens memberof mixes function func method constructor enum
    const constant default description desc file fileoverview license name package summary
    template typeparam yields yield async generator ignore hidden export exports requires
    org scope team
    section subsection brief details note warning attention pre post invariant copydoc ingroup
    defgroup addtogroup code endcode verbatim ref subpage anchor tparam retval short remarks
    latest next beta alpha rc canary all here channel everyone echo rem set setlocal off
    decorator decorators task periodic_task shared_task login_required permission_required
    atomic api_view action validator model_validator field_validator root_validator computed
    computed_field njit jit vectorize numba torch no_grad given settings hypothesis slow skip
    skipif parametrize xfail asyncio unittest expectedfailure abstractmethod total_ordering
    lru_cache cache singledispatch unique register receiver hookimpl property_name
""")
#: Words before an `@` that make a person of what follows.
CALLS = (
    r"follow(?:ed|ing|ers?)?|via|cc|rt|thanks|thank you|thx|merci|danke|gracias|hey|hi|hello|hallo"
    r"|hola|ciao|bonjour|ping|dm|tweet(?:ed|s)?|tagged|mention(?:ed|s)?|credit|courtesy|congrats"
    r"|twitter|instagram|insta|ig|tiktok|telegram|tg|github|mastodon|threads|snapchat|snap|discord"
    r"|skype|handle|username|nick|author|owner|assignee|reviewer|maintainer|reported by"
    r"|prepared by|contributed by|fixed by|replying to|in reply to"
)
