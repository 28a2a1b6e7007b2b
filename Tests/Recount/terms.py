"""The words in which definitions are written: what is counted, in which ledger, of which rows.

A definition is ("count", ledger, condition), ("sum", ledger, condition, column), ("distinct", ledger,
condition, column), ("listed", ledger, condition, column) for a column of lists, ("mean", ledger,
condition), ("ratio", top, bottom), ("total", parts), ("first", alternatives) of which the first counts
whose ledger and columns are there, ("less", whole, part), or ("own", function) for
what SQL does not do. Conditions are SQL over the columns of the ledger; :office, :alias and :cut are
the office's two names and the cut-off date, every setting is a parameter of its own name.
"""


def both(*conditions):
    return " AND ".join(f"({c})" for c in conditions) or "1"


def either(*conditions):
    return "(" + " OR ".join(f"({c})" for c in conditions) + ")"


def one_of(column, *values):
    return f"{column} IN (" + ", ".join(f"'{v}'" for v in values) + ")"


def counter(ledger, *always):
    """A function that counts the rows of one ledger."""
    return lambda *conditions: ("count", ledger, both(*always, *conditions))


def summer(ledger, column, *always):
    return lambda *conditions: ("sum", ledger, both(*always, *conditions), column)


def distinct(ledger, column, *conditions):
    return ("distinct", ledger, both(*conditions), column)


def listed(ledger, column, *conditions):
    return ("listed", ledger, both(*conditions), column)


def ratio(top, bottom):
    return ("ratio", top, bottom)


def ledgers_of(definition):
    """The ledgers that a definition counts in."""
    if definition[0] == "own":
        return definition[2]
    if definition[0] in ("total", "first"):
        return {name for part in definition[1] for name in ledgers_of(part)}
    if definition[0] in ("ratio", "less"):
        return ledgers_of(definition[1]) | ledgers_of(definition[2])
    return {definition[1]}
