"""Run rules over one disclosure: an outcome for every instance, whatever happens.

1. Every rule states its relations or gives its judgements; what it needs and misses is not evaluable.
2. Relations are evaluated and banded.
3. Ledger rules look at the outcomes.
4. The culprits of broken relations are sought, and findings grouped by root cause.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from disclosures.checks.books import Books, statement_is_missing
from disclosures.checks.equation import Equation, Ratio, Relation
from disclosures.checks.evaluate import Assessment, assess
from disclosures.checks.finding import Evidence, Finding, Message, NotEvaluable, Reason, Severity, fingerprint
from disclosures.checks.outcome import Outcome, OutcomeState
from disclosures.checks.rounding import Band
from disclosures.checks.rule import Judgement, Kind, Need, Rule
from disclosures.checks.suspects import Cause, end_is_missing, find_causes
from disclosures.checks.wording import Scale, broken_relation, located

NOTHING_TO_CHECK = Reason(
    "nothing_to_check", "文件中没有该规则所涉及的内容", "the document has nothing for the rule"
)
EVALUATED = (OutcomeState.PASSED, OutcomeState.FAILED)


@dataclass(frozen=True)
class CheckResult:
    """The ledger of one run, and the catalogue it was run with."""

    outcomes: tuple[Outcome, ...]
    rules: tuple[Rule, ...]
    catalogue_fingerprint: str

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every failed instance; the most severe first, then in the order of the catalogue."""
        order = list(Severity)
        found = [o.finding for o in self.outcomes if o.finding]
        return tuple(sorted(found, key=lambda f: order.index(f.severity)))

    def count(self, state: OutcomeState) -> int:
        return sum(o.state is state for o in self.outcomes)

    @cached_property
    def by_family(self) -> Mapping[str, Counter[OutcomeState]]:
        families: dict[str, Counter[OutcomeState]] = {}
        for outcome in self.outcomes:
            families.setdefault(outcome.family, Counter())[outcome.state] += 1
        return families

    @property
    def has_errors(self) -> bool:
        return any(f.severity is Severity.ERROR for f in self.findings)

    @property
    def evaluated_rules(self) -> int:
        """Rules of which at least one instance was evaluated; of all in `rules`."""
        return len({o.rule for o in self.outcomes if o.state in EVALUATED})


def run_rules(books: Books, rules: Iterable[Rule]) -> CheckResult:
    """Every outcome of every rule. Never raises: a rule that crashes is an outcome of its own."""
    catalogue = tuple(rules)
    names: Counter[str] = Counter()
    outcomes = [o for r in catalogue if r.kind is not Kind.LEDGER for o in _run(r, books, (), names)]
    seen = tuple(outcomes)
    outcomes += [o for r in catalogue if r.kind is Kind.LEDGER for o in _run(r, books, seen, names)]
    return CheckResult(_with_causes(outcomes), catalogue, catalogue_fingerprint(catalogue))


def catalogue_fingerprint(rules: Iterable[Rule]) -> str:
    """Which rules in which versions: two runs with the same fingerprint judge alike."""
    return hashlib.sha256("\n".join(sorted(f"{r.id} {r.version}" for r in rules)).encode()).hexdigest()[:24]


def _run(rule: Rule, books: Books, seen: tuple[Outcome, ...], names: Counter[str]) -> Iterator[Outcome]:
    """The outcomes of one rule: at least one, a crash being one."""
    empty = True
    try:
        refusal = _refusal(rule, books)
        if refusal:
            yield refusal
            return
        for stated in rule.function(books, seen) if rule.kind is Kind.LEDGER else rule.function(books):
            empty = False
            yield _outcome(rule, stated, names)
    except NotEvaluable as missing:
        yield _without(rule, OutcomeState.NOT_EVALUABLE, missing.reason)
    except Exception as error:  # a rule's bug must stop no other rule and no run
        what = f"{type(error).__name__}: {error}"
        yield _without(
            rule, OutcomeState.CRASHED, Reason("crashed", f"规则出错：{what}", f"the rule crashed: {what}")
        )
    else:
        if empty:
            yield _without(rule, OutcomeState.NOT_APPLICABLE, NOTHING_TO_CHECK)


def _refusal(rule: Rule, books: Books) -> Outcome | None:
    """Why the rule is not run at all, if it is not."""
    for need in rule.needs:
        if isinstance(need, Need):
            if not need.met(books):
                return _without(rule, OutcomeState.NOT_EVALUABLE, Reason(need.code, need.zh, need.en))
        elif not books.has(need):
            return _without(rule, OutcomeState.NOT_EVALUABLE, statement_is_missing(need))
    if rule.applies_when is None:
        return None
    condition, holds = rule.applies_when, rule.applies_when.holds(books)
    if holds is None:
        reason = Reason(
            "condition_unknown", f"无法判断是否适用：{condition.zh}", f"cannot tell whether {condition.en}"
        )
        return _without(rule, OutcomeState.NOT_EVALUABLE, reason)
    if not holds:
        reason = Reason(
            "condition_not_met", f"不适用：仅当{condition.zh}", f"applies only when {condition.en}"
        )
        return _without(rule, OutcomeState.NOT_APPLICABLE, reason)
    return None


def _without(rule: Rule, state: OutcomeState, reason: Reason) -> Outcome:
    return Outcome(rule.id, rule.version, rule.id, state, reason, rule.severity)


def _outcome(rule: Rule, stated: Relation | Judgement, names: Counter[str]) -> Outcome:
    name = stated.name or (stated.variables()[0].key if isinstance(stated, (Equation, Ratio)) else "")
    instance = f"{rule.id}[{name}]" if name else rule.id
    names[instance] += 1
    if names[instance] > 1:
        instance = f"{instance}#{names[instance]}"
    if isinstance(stated, Judgement):
        return _judged(rule, instance, stated)
    return _assessed(rule, instance, stated)


def _judged(rule: Rule, instance: str, judgement: Judgement) -> Outcome:
    finding = None
    if judgement.message:
        finding = Finding(
            rule=rule.id,
            version=rule.version,
            instance=instance,
            severity=judgement.severity or rule.severity,
            message=_message(rule, judgement.message, judgement.evidence),
            evidence=judgement.evidence,
            expected=judgement.expected,
            printed=judgement.printed,
            root_cause=judgement.cause,
            suspects=judgement.suspects,
            candidates=len(judgement.suspects),
            fingerprint=fingerprint(rule.id, instance, judgement.evidence + judgement.bound_to),
        )
    return Outcome(
        rule=rule.id,
        version=rule.version,
        instance=instance,
        state=judgement.state,
        reason=judgement.reason,
        severity=judgement.severity or rule.severity,
        finding=finding,
        relation=judgement.relation,
        evidence=judgement.evidence,
        presences=judgement.presences,
    )


def _message(rule: Rule, message: Message, evidence: tuple[Evidence, ...]) -> Message:
    """A defect is shown at its first evidence; a note about the ledger is about many places."""
    if rule.kind is Kind.LEDGER or not evidence:
        return message
    return located(message, evidence[0].place)


def _assessed(rule: Rule, instance: str, relation: Relation) -> Outcome:
    found = assess(relation)
    if isinstance(found, Reason):
        state = OutcomeState.NOT_EVALUABLE
        if found.code == "base_not_positive":
            state = OutcomeState.NOT_APPLICABLE
        return Outcome(rule.id, rule.version, instance, state, found, rule.severity, relation=relation)
    broken = found.band is Band.BROKEN
    return Outcome(
        rule=rule.id,
        version=rule.version,
        instance=instance,
        state=OutcomeState.FAILED if broken else OutcomeState.PASSED,
        severity=relation.severity or rule.severity,
        finding=_broken(rule, instance, relation, found) if broken else None,
        relation=relation,
        residual=found.residual,
        tolerance=found.tolerance,
        bound=found.bound,
        band=found.band,
    )


def _broken(rule: Rule, instance: str, relation: Relation, found: Assessment) -> Finding:
    scale = Scale(relation)
    finer = isinstance(relation, Ratio)
    evidence = tuple(v.evidence() for v in relation.variables())
    return Finding(
        rule=rule.id,
        version=rule.version,
        instance=instance,
        severity=relation.severity or rule.severity,
        message=broken_relation(relation, found),
        evidence=evidence,
        expected=scale.number(found.expected, finer=finer),
        printed=scale.number(found.printed),
        difference=scale.number(found.residual, finer=finer),
        tolerance=scale.number(found.tolerance, finer=finer),
        unit=scale.unit,
        fingerprint=fingerprint(rule.id, instance, evidence),
    )


def _with_causes(outcomes: list[Outcome]) -> tuple[Outcome, ...]:
    """The same outcomes, their findings with root cause and suspects."""
    causes = find_causes(outcomes)
    return tuple(_with_cause(outcome, causes) for outcome in outcomes)


def _with_cause(outcome: Outcome, causes: Mapping[int, Cause]) -> Outcome:
    finding = outcome.finding
    if finding is None:
        return outcome
    explained = [outcome.relation, *outcome.presences]
    cause = next((cause for what in explained if (cause := causes.get(id(what)))), None)
    if cause is None:
        own = _shared_cause(finding.root_cause, causes) or finding.fingerprint
        return replace(outcome, finding=replace(finding, root_cause=own))
    named = replace(finding, root_cause=cause.id, suspects=cause.suspects, candidates=cause.candidates)
    return replace(outcome, finding=named)


def _shared_cause(own: str, causes: Mapping[int, Cause]) -> str:
    """That the end of a statement is missing, where that explains why one of its accounts is."""
    end = end_is_missing(own.partition("/")[0])
    return end if any(cause.id == end for cause in causes.values()) else own
