#!/usr/bin/env python3
"""Cases of the arithmetic that the engine does, worked out by Python's `decimal` and `fractions`.

    python3 crates/rammeaftale/foreign/arithmetic.py > crates/rammeaftale/foreign/arithmetic.tsv

writes the table beside this file; the same program, the same table. A line is a kind, its arguments and the result,
parted by tabs; fractions are in lowest terms. All numbers are invented. What each kind means stands at its function
here and once more, written apart, in the tests that read the table.
"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, setcontext
from fractions import Fraction

setcontext(Context(prec=400))
UNITS = 10_000  # Amounts have at most four decimals.
I128 = 2**127 - 1
LARGEST = 2**96 - 1  # The most digits that a shown number can have.


class Draw:
    """splitmix64: the same on every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        z = self.state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
        return z ^ (z >> 31)

    def below(self, n):
        return (self.next() << 64 | self.next()) % n

    def of(self, items):
        return items[self.below(len(items))]

    def whole(self, bits=(1, 4, 14, 40, 62, 90, 126)):
        """A whole number of either sign, tiny and huge ones alike."""
        return self.of((1, -1)) * self.below(2 ** self.of(bits))

    def amount(self):
        """An amount in kroner with its digits: below 10^12, at most four decimals, round ones and edges often."""
        edges = ("0", "0.0001", "-0.0001", "0.01", "0.005", "999999999999.9999", "-999999999999.9999", "1000000.00")
        if self.below(6) == 0:
            return Decimal(self.of(edges))
        scale = self.below(5)
        digits = self.below(10 ** self.of((1, 3, 6, 9, 11)) * 10**scale)
        return Decimal(self.of((1, 1, -1)) * digits).scaleb(-scale)

    def percent(self):
        edges = ("0", "-3", "-3.0", "3.0401", "5", "-99.9999", "999.9999", "0.0001", "2.5")
        return Decimal(self.of(edges)) if self.below(2) else Decimal(self.whole((4, 14, 19))).scaleb(-4)

    def fraction(self):
        if self.below(20) == 0:
            return Fraction(self.of((I128, -I128 - 1)), self.of((1, I128)))
        return Fraction(self.whole(), 1 + self.below(2 ** self.of((1, 1, 4, 20, 62, 100))))


def show(fraction):
    return f"{fraction.numerator}/{fraction.denominator}"


def text(decimal):
    return format(decimal, "f")


def line(kind, *cells):
    print(kind, *cells, sep="\t")


def units(written):
    """What an amount as written is in ten thousandths of a krone, or why it is none."""
    amount = Decimal(written)
    if amount.normalize().as_tuple().exponent < -4:
        return "too-many-decimals"
    if abs(amount) >= 10**12:
        return "too-large"
    return int(amount * UNITS)


def fixed(rounded):
    """A rounded number as it is shown; none where its digits are more than a shown number can have."""
    return text(rounded + 0) if abs(rounded.scaleb(2)) <= LARGEST else "none"


def to_ore(amount):
    """An amount in ten thousandths rounded down to the øre: never up, on either side of zero."""
    quotient = Context(prec=400, rounding=ROUND_FLOOR).divide(Decimal(amount.numerator), Decimal(amount.denominator))
    return fixed((quotient / UNITS).quantize(Decimal("0.01"), ROUND_FLOOR))


def to_percent(share):
    """A share as a percentage with two decimals, half away from zero."""
    hundredths = abs(share) * 10_000
    rounded = (2 * hundredths.numerator + hundredths.denominator) // (2 * hundredths.denominator)
    shown = Decimal(rounded if share >= 0 else -rounded).scaleb(-2)
    exact = Decimal(share.numerator) / Decimal(share.denominator) * 100
    assert exact.quantize(Decimal("0.01"), ROUND_HALF_UP) == shown
    return fixed(shown)


def factor(percent):
    return 1 + Fraction(percent) / 100


def grouped(number, decimals, danish):
    """As people write it: `1.234,50` in Danish, `1,234.50` in English, never fewer than its own decimals."""
    least = max(decimals, -number.as_tuple().exponent, 0)
    english = format(number, f",.{least}f")
    return english.translate(str.maketrans(",.", ".,")) if danish else english


def parsing(draw):
    for written in (
        "0", "-0", "0.0000", "1000.00", "007", "-12.5000", "0.0001", "-0.0001", "0.00001", "12.34500", "12.34501",
        "999999999999.9999", "-999999999999.9999", "999999999999.99999", "1000000000000", "-1000000000000.0000",
        "1.0000000000000000000000000", "1.0000000000000000000000001", "79228162514264337593543950335",
    ):
        line("units", written, units(written))
    for _ in range(150):
        amount = draw.amount()
        longer = text(amount) + ("." if amount.as_tuple().exponent == 0 else "") + draw.of(("", "0", "00", "5", "0001"))
        written = longer.rstrip(".")
        line("units", written, units(written))
    for _ in range(80):
        percent = draw.percent()
        line("factor", text(percent), show(factor(percent)))


def sums(draw):
    for _ in range(150):
        amounts = [draw.amount() for _ in range(2 + draw.below(12))]
        total = sum(amounts, Decimal(0))
        assert Fraction(total) == sum(map(Fraction, amounts), Fraction(0))
        line("sum", " ".join(map(text, amounts)), int(total * UNITS))


def products(draw):
    for _ in range(120):
        amount, percents = draw.amount(), [draw.percent() for _ in range(1 + draw.below(10))]
        product, in_decimals = Fraction(amount) * UNITS, amount * UNITS
        for percent in percents:
            product, in_decimals = product * factor(percent), in_decimals * (100 + percent) / 100
        assert product == Fraction(in_decimals)
        line("chain", text(amount), " ".join(map(text, percents)), show(product))


def fractions(draw):
    for _ in range(110):
        a, b = draw.fraction(), draw.fraction()
        line("add", show(a), show(b), show(a + b))
        line("subtract", show(a), show(b), show(a - b))
        line("multiply", show(a), show(b), show(a * b))
        line("divide", show(a), show(b), "none" if b == 0 else show(a / b))


def comparisons(draw):
    for _ in range(200):
        n, d = draw.fraction().as_integer_ratio()
        # Beside it or equal to it by another denominator, the closer the larger that is; or anywhere.
        k = 1 + draw.below(I128 // (max(abs(n), d) + 1) or 1)
        other = draw.of((draw.fraction().as_integer_ratio(), (max(-I128, min(I128, n * k + draw.of((0, 1, -1)))), d * k)))
        a, b = Fraction(n, d), Fraction(*other)
        line("compare", f"{n}/{d}", "{}/{}".format(*other), "less" if a < b else "greater" if a > b else "equal")
    for _ in range(150):
        base, percent = abs(draw.amount()), draw.percent()
        limit = base * (100 + percent) / 100
        step = Decimal(draw.of(("0", "0", "0.0001", "-0.0001", "0.01", "-0.01")))
        actual = min(max(limit.quantize(Decimal("0.0001"), ROUND_FLOOR) + step, Decimal(0)), Decimal("999999999999.9999"))
        line("holds", text(actual), text(percent), text(base), "yes" if 100 * actual <= (100 + percent) * base else "no")


def rounding(draw):
    ties = [Fraction(n, 200) for n in (1, -1, 3, -3, 99, -101)]
    for n in range(150):
        amount = draw.fraction() if n >= 12 else ties[n % 6] * UNITS
        line("ore", show(amount), to_ore(amount))
    for n in range(150):
        share = draw.fraction() if n % 3 else Fraction(draw.whole((4, 14, 20)), 20_000)
        line("percent", show(share), to_percent(share))


def showing(draw):
    for _ in range(200):
        amount = draw.amount()
        cells = [grouped(amount, 2, danish) for danish in (True, False)]
        percents = [cells[0] + " %", cells[1] + "%"]
        plain = [grouped(amount.normalize(), 0, danish) for danish in (True, False)]
        line("shown", text(amount), *cells, *percents, *plain)


def main():
    print("# Written by arithmetic.py beside it; not by hand.")
    for seed, part in enumerate((parsing, sums, products, fractions, comparisons, rounding, showing)):
        part(Draw(seed))


if __name__ == "__main__":
    main()
