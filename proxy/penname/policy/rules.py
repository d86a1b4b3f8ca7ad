"""From what is said about an entity type to its Rule, and what can be wrong with one.

Nearest wins: the entity's own line, then that of its group, then `defaults`, then the file's
`min_score` and `mode`, then what is built in (the defaults of `Rule`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from penname.policy.entities import ENTITY_TYPES
from penname.policy.groups import GROUPS
from penname.policy.layers import Values, merge, part
from penname.policy.model import REVERSIBLE, Action, Mode, Rule, Severity
from penname.policy.problems import did_you_mean
from penname.policy.readers import Said, quoted
from penname.policy.strictness import finished
from penname.policy.targets import TARGETS, suiting

#: Keys of the whole file that stand behind those of an entity.
_BEHIND = ("min_score", "mode")
#: How the words of a file become the values of a Rule.
_TYPED: Mapping[str, Any] = {
    "action": Action,
    "on_reply": Action,
    "mode": Mode,
    "severity": Severity,
    "restore": frozenset,
}


def base_values(values: Values) -> dict[str, Said]:
    """What a policy says for every entity type."""
    behind = {key: values[key] for key in _BEHIND if key in values}
    return merge(behind, part(values, "defaults"))


def said_of(values: Values, name: str) -> dict[str, Said]:
    """Everything that holds for one entity type, the nearest word of each key."""
    return merge(base_values(values), part(part(values, "entities"), name))


def rules_of(values: Values) -> dict[str, Rule]:
    """The rule of every entity type with a line of its own, or one for its group."""
    return {name: rule_of(values, name) for name in part(values, "entities")}


def rule_of(values: Values, name: str) -> Rule:
    """The rule of one entity type that has a line."""
    line = part(values, "entities")[name]
    return make_rule(name, said_of(values, name), line.where, group_of(line))


def group_of(line: Said) -> str:
    """The group that a line is for; empty where it is for one type."""
    name = line.context.path[-1]
    return name if name in GROUPS else ""


def make_rule(name: str, said: Values, where: str, group: str = "") -> Rule:
    """The rule of what is said, without what its actions have no use for."""
    changes: dict[str, Any] = {key: typed(key, each.value) for key, each in said.items()}
    origins = {key: each.where for key, each in said.items()}
    return finished(Rule(name, where=where, group=group, origins=origins, **changes))


def typed(key: str, value: Any) -> Any:
    """A word of a file as a Rule holds it."""
    return _TYPED[key](value) if key in _TYPED else value


def check_needs(rule: Rule, said: Values, over: Said | None = None) -> None:
    """Problems of a rule that lacks what its actions need. Told where the action is said.

    `over`: the line of a scope or an exception that was laid over what the policy says. What
    the policy said is told elsewhere, but an action may have taken the target of `on_reply`.
    """
    for key in ("action", "on_reply"):
        if key not in said:
            continue
        blamed = said[key] if over is None or key in over.value else over
        action = getattr(rule, key)
        if action is Action.PARTIAL and "keep_last" not in said and blamed is said[key]:
            blamed.error("action 'partial' needs keep_last")
        elif action is Action.ROUTE and "to" not in said and blamed is said[key]:
            blamed.error("action 'route' needs to: the tags of the upstreams that may have it")
        elif action is Action.GENERALIZE:
            _check_generalize(rule, said, blamed)


def _check_generalize(rule: Rule, said: Values, blamed: Said) -> None:
    if "to" not in said:
        blamed.error(f"action 'generalize' needs to: {_suits(rule.entity_type)}")
    elif rule.action is Action.ROUTE:
        blamed.error("'to' holds the tags of 'route' and can be no target as well")
    else:
        _check_target(rule.entity_type, said["to"])


def _suits(entity_type: str) -> str:
    """The targets for a type, as a list in a message."""
    own = entity_type not in ENTITY_TYPES
    return ", ".join(TARGETS if own else suiting(entity_type)) or "(no target suits this type)"


def _check_target(entity_type: str, to: Said) -> None:
    if len(to.value) != 1:
        to.error("action 'generalize' has one target")
        return
    (target,) = to.value
    if target not in TARGETS:
        words = ", ".join(TARGETS)
        to.error(f"{quoted(target)} is not one of {words}", did_you_mean(target, TARGETS))
    elif entity_type in ENTITY_TYPES and entity_type not in TARGETS[target]:
        to.error(f"{target!r} is no target for {entity_type}: {_suits(entity_type)}")


def check_uses(own: Values, rules: Sequence[Rule]) -> None:
    """Problems and warnings of words in a line that none of its rules has any use for."""
    check_defaults(own, rules)
    acted = {rule.action for rule in rules}
    if "restore" in own and own["restore"].value and acted.isdisjoint(REVERSIBLE):
        words = " and ".join(repr(action.value) for action in sorted(acted))
        leave = "leaves" if len(acted) == 1 else "leave"
        own["restore"].warn(f"has no effect: {words} {leave} nothing to restore")


def check_defaults(own: Values, rules: Iterable[Rule]) -> None:
    """Problems of words in `defaults` that no rule has any use for."""
    actions = {action for rule in rules for action in (rule.action, rule.on_reply)}
    if "keep_last" in own and Action.PARTIAL not in actions:
        own["keep_last"].error("keep_last is only for action 'partial'")
    if "to" in own and not actions & {Action.GENERALIZE, Action.ROUTE}:
        own["to"].error("'to' is only for actions 'generalize' and 'route'")
