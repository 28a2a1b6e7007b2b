"""Clauses and what they check; a clause that measured nothing has failed."""
import traceback

CLAUSES = []


def clause(number, what):
    """Marks a function that measures a clause of GB/T 9704-2012; it is named after it."""
    def mark(function):
        CLAUSES.append((number, what, function))
        return function
    return mark


class Checks:
    def __init__(self):
        self.faults, self.count, self.shown = [], 0, []

    def within(self, what, value, low, high):
        self.count += 1
        text = f'{what} {value:.2f}' if value is not None else f'{what}: nothing there'
        self.shown.append(text)
        if value is None or not low <= value <= high:
            self.faults.append(f'{text}, not within {low:g} to {high:g}')

    def near(self, what, value, wanted, tolerance):
        self.within(what, value, wanted - tolerance, wanted + tolerance)

    def equal(self, what, value, wanted):
        self.count += 1
        self.shown.append(f'{what} {value}')
        if value != wanted:
            self.faults.append(f'{what}: {value!r}, not {wanted!r}')

    def holds(self, what, condition):
        self.count += 1
        if not condition:
            self.faults.append(what)


def run(documents, only=''):
    """Runs all clauses, or those whose number begins so; True if all held."""
    good = True
    for number, what, function in CLAUSES:
        if only and not number.startswith(only):
            continue
        checks = Checks()
        try:
            function(checks, documents)
        except Exception:
            checks.faults.append(traceback.format_exc(limit=-2).strip())
        if checks.count == 0 and not checks.faults:
            checks.faults.append('measured nothing')
        state = 'FAIL' if checks.faults else 'ok'
        print(f'{state:4} {number:8} {what}: {checks.count} checks')
        for fault in checks.faults[:12]:
            print('     ' + fault.replace('\n', '\n     '))
        good = good and not checks.faults
    return good
