#!/usr/bin/env python3
"""Skriver demo.csv og demo-index.csv. ALT er opdigtet: tilbud, navne, beløb, resultater og pristal.
Writes demo.csv and demo-index.csv. ALL data are invented: offers, names, amounts, results and price figures.

The codes are those of real authorities, only so that the rules have parties to read; not one figure is theirs.
"""

import random
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

SEED = 2018
BUDGET_YEARS = [2014, 2015, 2016, 2017, 2018, 2023, 2024, 2025, 2026]
REALISED_YEARS = [2015, 2016, 2018, 2023, 2024]
HEADINGS = """tilbud_id tilbud driftsherre beliggenhed paragraf købere åbnet lukket år opgørelse ydelse takst enhed
pladser belægning takstberegningsgrundlag egenbetaling ekstraordinær_løn resultat indregnet_resultat omsætning
prisniveau""".split()

DAYS = {"døgn": 365, "time": 260, "måned": 12}  # units that a place sells in a year

# Kind: paragraph, unit, own payment per unit before 2018, tariffs (name, share of the tariff, share of the places).
KINDS = {
    "bo": ("SEL § 108", "døgn", 96, [("", "1", "1")]),
    "bo3": ("SEL § 107", "døgn", 92,
            [("niveau 1", "0.8", "0.5"), ("niveau 2", "1", "0.3"), ("niveau 3", "1.3", "0.2")]),
    "bodag": ("SEL § 108", "døgn", 90, [("døgn", "1", "0.6"), ("dag", "0.14", "0.4")]),
    "dag": ("SEL § 104", "døgn", 0, [("", "1", "1")]),
    "time": ("SEL § 85", "time", 0, [("", "1", "1")]),
    "barn": ("SEL § 66", "måned", 0, [("", "1", "1")]),
}

# Id, name, operator, location, buyers, kind, places, gross tariff of 2014, life. `-` is blank, `A>B@Y` a take-over in Y.
OFFERS = """
740-01 Birkely      740 740 740,751,746         barn  12 64000 -
740-02 Nørrelunden  740 740 740,756             bo     8  2310 -
740-03 Kildegården  740 740 740,751             dag   40   262 -
740-04 Vindrosen    740 740 740,791             dag   28   318 -
740-05 Åbakken      740 740 740,746,751         barn  10 71500 -
740-06 Stifinderne  740 740 740,756,657         time  22   372 -
740-07 Solsikken    740 740 740,751             dag   46   287 -
740-08 Mosehuset    740 740 -                   dag   32   401 -
740-09 Egekrogen    740 746 740,746             barn   9 68200 -
740-10 Lærkesang    740 740 740,751             bo     6  2150 -2016
740-11 Ny Højvang   740 740 740,751,615         bo    14  2790 2025-
740-12 Tranebo      1082>740@2017 740 740,751   dag   24   455 -
751-01 Havnely      751 751 751,730,746,727     bo    34  2875 -
751-02 Bøgebakken   751 751 751,740             bo    18  2440 -
751-03 Skovkanten   751 751 751,706             bo    22  2615 -
751-04 Strandvejen  751 751 751,727,741         bo    12  3120 -
751-05 Åhuset       751 751 751,746             bo    16  2260 -
751-06 Mågen        751 751 751,710             dag   36   295 -
751-07 Værkstedet   751 751 751,710,706         dag   44   246 -
751-08 Lyngtoften   751 751 751,746             bodag 30  2985 -
751-09 Tårnhuset    751 751 751,615             bo3   40  2730 -
751-10 Fyrtårnet    751 751 751,730,710         time  35   381 -
751-11 Drivhuset    751 751 751,706             dag   25   338 -
751-12 Rønnebo      751 751 751,740,615         barn  14 73800 -
751-13 Byhaven      751 751 751                 dag   30   271 -
751-14 Kvisten      751 751 751,730             bo    10  3340 2017-
751-15 Hestehoven   751 751 751,746             bo     9  2510 -2016
730-01 Gudenåhuset  730 730 730,710,707         bo    30  2690 -
730-02 Perlen       730 730 730,710             bo    14  2385 -
730-03 Fjordglimt   730 730 730,707             bo    20  2840 -
730-04 Ravnen       730 730 730,706,751         bo    12  3055 -
730-05 Kærhuset     730 730 730,751             bo3   30  2520 -
730-06 Sporet       730 730 730,707             dag   38   284 -
730-07 Møllestien   730 730 730,710             dag   26   352 -
730-08 Humlebien    730 730 730,846             time  28   388 -
730-09 Sandlærken   730 -   730,707,710         bo    16  2205 -
730-10 Kastanjen    730 730 730,751             barn  11 69900 -
730-11 Enghaven     730 730 730,706             bo    10  3600 2026-
791-01 Hedelund     791 791 791,779,661         bo    28  2760 -
791-02 Søkanten     791 791 791,779             bo    16  2475 -
791-03 Klosterhaven 791 791 791,740             bo    18  2950 -
791-04 Vestervang   791 791 791,657             bo    12  3210 -
791-05 Gyvelhuset   791 791 791,710             dag   34   299 -
791-06 Hjulet       791 791 791,779             dag   24   366 -
791-07 Ærenprisen   791 791 791,779,671         bodag 25  2640 -
791-08 Agernet      791 791 791,740             time  18   394 -
791-09 Bakkegården  791 791 791,779             barn   8 75600 -
791-10 Limstrømmen  791 820 791,820             bo    10  2580 -
791-11 Pilehegnet   1082>791@2025 791 791,740   bo    12  3480 -
615-01 Bygholmen    615 615 615,766,746         bo    26  2555 -
615-02 Vitsøgård    615 615 615,766             bo    14  2820 -
615-03 Kajkanten    615 615 615,746             bo    18  2395 -
615-04 Tømmerhuset  615 615 615,766             dag   42   258 -
615-05 Stjerneskud  615 615 615,746             dag   20   412 -
615-06 Nattergalen  615 615 615,766,751         bo3   20  2910 -
615-07 Høstvangen   615 615 615,766             bo    12  3025 -
615-08 Kompasset    615 615 615,746             time  24   377 -
615-09 Gl. Færgegård 615 615 615,766            bo    10  2340 -2021
615-10 Rimfrost     615 615 615,766             dag   22   331 -
1082-01 Fjeldrypen  1082 791 791,740,751,657    bo    32  3380 -
1082-02 Nordstjernen 1082 751 751,615,730       bo3   30  3560 -
1082-03 Lindehøj    1082 657 657,756,760        bo    24  3150 -
1082-04 Isfuglen    1082 661 661,671,665        bo    20  2980 -
1082-05 Tusindfryd  1082 740 740,756            dag   30   438 -
1082-06 Morgendis   1082 730 730,707,751        barn  16 83400 -
1082-07 Bævergården 1082 760 760,657            bo    14  4120 -
1082-08 Tagrørene   1082 615 615,766,746        dag   26   512 -
1082-09 Gråspurven  1082 779 779,791            dag   18   345 2024-
1082-10 Kystvagten  1082 665 665,671            bo    12  3290 -2024
1082-11 Ellesøen    1082 756 756,657            bo    10  4390 2020-
461-01 Fremmed Ø    461 751 751,740             bo    12  2700 -
"""

# From the year before (2023 from 2018); 2025 and 2026 are both from 2024.
STEPS = {
    740: "1.002 0.985 0.985 0.983 1.105 1.024 0.990 0.995",
    751: "1.004 0.991 0.990 0.9885 1.112 1.022 1 0.985",
    730: "1.010 1.014 1.013 1.012 1.098 1.026 1.024 1.041",
    791: "0.981 0.998 0.997 0.994 1.108 1.025 1.012 1",
    615: "1.005 0.990 0.990 0.995 1.101 1.023 1.018 1.020",
    1082: "1.001 0.988 0.988 0.988 1.115 1.021 0.980 1",
    461: "1.010 1.010 1.010 1.010 1.110 1.020 1.010 1.020",
}
# The share of the tariff caused by the extraordinary wage rises in 2025 and 2026; None is blank.
WAGES = {740: (None, None), 751: (None, "0"), 730: ("0.03", "0.03"), 791: ("0", "0"),
         615: (None, "0.025"), 1082: ("0", "0"), 461: (None, None)}

# Cells set by hand, for the edges: offer, year, B(udget) or R(ealised), tariff name or *, column, value.
EDGES = """
# Results of 2016: exactly 5 % and an øre beside it, both signs; carried in 2018 right, wrong or blank.
740-03 2016 B * takstberegningsgrundlag 3600000
740-03 2016 R * resultat 180000
740-03 2018 B * indregnet_resultat 0
740-04 2016 B * takstberegningsgrundlag 3000000
740-04 2016 R * resultat -150000
740-04 2018 B * indregnet_resultat 0
740-05 2016 B * takstberegningsgrundlag 8400000
740-05 2016 R * resultat -420000.01
740-05 2018 B * indregnet_resultat -420000.01
740-06 2016 B * takstberegningsgrundlag 2200000
740-06 2016 R * resultat 110000.01
740-06 2018 B * indregnet_resultat 0
740-07 2016 B * takstberegningsgrundlag 4600000
740-07 2016 R * resultat 229999.99
740-07 2018 B * indregnet_resultat 229999.99
751-02 2016 R * resultat 1100000
751-02 2018 B * indregnet_resultat 1100000
751-03 2016 B * takstberegningsgrundlag 20000000
751-03 2016 R * resultat 1400000
751-03 2018 B * indregnet_resultat 400000
751-04 2016 R * resultat -1050000
751-04 2018 B * indregnet_resultat -
751-05 2016 R * resultat -1000000
751-05 2018 B * indregnet_resultat -999999.01
751-06 2016 R * resultat -300000
751-06 2018 B * indregnet_resultat -299999
751-07 2016 R * resultat -110000
751-07 2018 B * indregnet_resultat -110000
751-08 2016 R * resultat -250000
751-08 2018 B * indregnet_resultat 0
751-10 2016 R * resultat -
730-02 2016 B * takstberegningsgrundlag -
730-03 2016 R * resultat 1500000
730-03 2018 B * indregnet_resultat -1500000
730-06 2016 R * resultat -
791-02 2016 B * takstberegningsgrundlag 14000000
791-02 2016 R * resultat 742000
791-02 2016 R * omsætning 15100000
791-02 2018 B * indregnet_resultat 0
791-03 2016 R * omsætning -
# Results of 2023, for who reads the band of 2018 into 2025.
791-05 2023 R * resultat 267700
791-05 2025 B * indregnet_resultat 0
# Own payment in 2018: deducted all the same, or blank.
730-04 2018 B * takst 3115
730-04 2018 B * egenbetaling 412070
1082-02 2018 B * egenbetaling -
1082-03 2015 B * egenbetaling -
1082-03 2018 B * egenbetaling -
791-10 2015 R * egenbetaling -
# What makes the total of 615 unknown.
615-02 2018 B * takstberegningsgrundlag -
615-07 2014 B * takstberegningsgrundlag -
# Prices of another year than the row's.
615-03 2015 B * prisniveau 2018
615-03 2025 B * prisniveau 2024
615-03 2025 B * ekstraordinær_løn 0
751-11 2024 B * prisniveau 2025
# Tariffs of 2025 and 2026: exactly unchanged, an øre above, and what the wage supplement can do.
740-01 2024 B * takst 72500
740-01 2025 B * takst 72500
740-01 2026 B * takst 72500
740-02 2024 B * takst 2480
740-02 2025 B * takst 2480.01
740-02 2026 B * takst 2480.01
740-02 2026 B * ekstraordinær_løn 0.01
740-03 2024 B * takst 284.50
740-03 2025 B * takst 284.51
740-03 2025 B * ekstraordinær_løn 0
740-03 2026 B * takst 284.49
740-04 2025 B * takst 348
740-04 2025 B * ekstraordinær_løn 0.50
740-05 2025 B * takst 79900
740-05 2025 B * ekstraordinær_løn 2400
740-07 2025 B * takst 290
740-09 2024 B * takst -
791-02 2025 B * ekstraordinær_løn -
791-04 2025 B * takst -
1082-07 2025 B * takst 4540
1082-04 2025 B * takst 3290
1082-04 2025 B * ekstraordinær_løn 180
1082-09 2024 B * takst 0
1082-09 2024 R * takstberegningsgrundlag 0
1082-09 2024 R * omsætning 0
615-05 2025 B * enhed måned
615-05 2025 B * takst 13900
615-05 2026 B * enhed måned
615-05 2026 B * takst 13900
615-05 2026 B * ekstraordinær_løn 350
615-01 2024 B * pladser -
751-08 2025 B dag ekstraordinær_løn 0
751-08 2025 B dag takst 471
"""

# Offers that lack a year's budget without being closed, and a tariff that came or went.
NO_ROW = {("615-10", 2018), ("791-06", 2026)}
TARIFF_FROM = {("615-06", "niveau 3"): 2025}
TARIFF_TO = {("751-09", "niveau 1"): 2024}
TOTAL_ROW = {"751-09"}  # gives its basis once, on a row without a tariff

# The total of 2018: limit in percent, of which year, how many kroner above it. The first offer takes the balance.
TOTALS = {740: ("95.4", 2015, 0), 751: ("97", 2015, 0), 730: ("104", 2015, 0), 791: ("97", 2014, 1)}

INDEX = {2015: "1.4", 2016: "1.6", 2017: "1.5", 2018: "1.7", 2024: "3.1", 2025: "2.9", 2026: "2.6"}


def rounded(value, places="1"):
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def numbers(text):
    return [Decimal(word) for word in text.split()]


def life(text):
    opened, _, closed = text.partition("-")
    return int(opened) if opened else None, int(closed) if closed else None


class Offer:
    def __init__(self, line):
        head, self.kind, places, tariff, life_text = line.rsplit(None, 4)
        self.id, rest = head.split(None, 1)
        self.name, operators, location, buyers = rest.rsplit(None, 3)
        self.before, _, after = operators.partition(">")
        self.after, _, change = after.partition("@")
        self.change = int(change) if change else None
        self.location, self.buyers = location.strip("-"), buyers.strip("-").replace(",", " ")
        self.places, self.tariff, (self.opened, self.closed) = Decimal(places), Decimal(tariff), life(life_text)

    def operator(self, year):
        return int(self.after if self.change and year >= self.change else self.before)

    def exists(self, year):
        return (self.opened or 0) <= year <= (self.closed or 9999) and (self.id, year) not in NO_ROW

    def tariffs(self, year):
        """Name, share of the tariff, places."""
        for name, share, part in KINDS[self.kind][3]:
            if TARIFF_FROM.get((self.id, name), 0) <= year <= TARIFF_TO.get((self.id, name), 9999):
                yield name, Decimal(share), rounded(self.places * Decimal(part))


def gross_tariffs(offer, rng):
    """The tariff before own payment is deducted, for each year."""
    steps = numbers(STEPS[offer.operator(2018)])
    path = {2014: offer.tariff}
    for before, year, step in zip(BUDGET_YEARS, BUDGET_YEARS[1:], steps):
        noise = Decimal(0 if step == 1 else rng.randint(-2, 2)) / 1000
        path[year] = path[2024 if year > 2024 else before] * (step + noise)
    return path


def sold(row):
    """Units sold in a year at the expected occupancy."""
    return row["pladser"] * DAYS[row["enhed"]] * row["belægning"] / 100


def rows_of(offer, rng):
    paragraph, unit, own_rate, _ = KINDS[offer.kind]
    path, occupancy = gross_tariffs(offer, rng), Decimal(rng.choice(["94", "95.5", "96", "97.5", "98", "100"]))
    carried = {}
    for year in BUDGET_YEARS:
        if not offer.exists(year):
            continue
        own_rate = own_rate if year < 2018 else 0
        common = {
            "tilbud_id": offer.id, "tilbud": f"Opdigtet: {offer.name}", "driftsherre": str(offer.operator(year)),
            "beliggenhed": offer.location, "paragraf": "BL § 43" if offer.kind == "barn" and year >= 2024 else paragraph,
            "købere": offer.buyers, "åbnet": str(offer.opened or ""), "lukket": str(offer.closed or ""),
            "år": str(year),
        }
        tariffs, total_basis, total_own, total_places = [], 0, 0, 0
        for name, share, places in offer.tariffs(year):
            own = rounded(own_rate * share)
            tariff = rounded(path[year] * share, "0.01" if unit == "time" else "1") - own
            wages = WAGES[offer.operator(2018)][year - 2025] if year >= 2025 else None
            row = common | {
                "opgørelse": "budget", "ydelse": name, "takst": tariff, "enhed": unit, "pladser": places,
                "belægning": occupancy,
                "ekstraordinær_løn": "" if wages is None else rounded(tariff * Decimal(wages), "0.01"),
            }
            row["takstberegningsgrundlag"], row["egenbetaling"] = rounded(tariff * sold(row)), rounded(own * sold(row))
            tariffs.append(row)
            total_basis += row["takstberegningsgrundlag"]
            total_own += row["egenbetaling"]
            total_places += places
        small = rounded(total_basis * rng.choice([0, 0, 0, 0, -8, 9]) / 1000, "1E2")
        tariffs[0]["indregnet_resultat"] = carried.get(year, small).quantize(Decimal(1))
        if offer.id in TOTAL_ROW:
            for row in tariffs:
                row["takstberegningsgrundlag"] = row["egenbetaling"] = ""
            sums = {"takstberegningsgrundlag": total_basis, "egenbetaling": total_own}
            tariffs.append(common | {"opgørelse": "budget"} | sums)
        yield from tariffs
        if year in REALISED_YEARS:
            permille = rng.choice([-72, -44, -31, -18, -6, 4, 13, 27, 38, 46, 66])
            result = rounded(total_basis * permille / 1000, "1E2").quantize(Decimal(1))
            carried[year + 2] = result if abs(permille) > 50 else Decimal(0)
            yield common | {
                "opgørelse": "regnskab", "pladser": total_places, "resultat": result,
                "takstberegningsgrundlag": rounded(total_basis * (1000 + rng.randint(-12, 12)) / 1000),
                "egenbetaling": rounded(total_own * (1000 + rng.randint(-20, 20)) / Decimal(1000)),
                "omsætning": rounded(total_basis * (1000 + rng.randint(-20, 20)) / 1000),
            }


def set_edges(rows):
    kinds = {"B": "budget", "R": "regnskab"}
    for line in EDGES.splitlines():
        if not line or line.startswith("#"):
            continue
        offer, year, kind, name, column, value = line.split()
        found = [row for row in rows if (row["tilbud_id"], row["år"], row["opgørelse"]) == (offer, year, kinds[kind])
                 and name in ("*", row.get("ydelse", ""))]
        assert found, line
        for row in found:
            number = value[-1].isdigit() and column != "prisniveau"
            row[column] = "" if value == "-" else Decimal(value) if number else value
            if column == "takst" and value != "-" and row["takstberegningsgrundlag"] != "":
                row["takstberegningsgrundlag"] = rounded(row["takst"] * sold(row))


def balance(rows, offers):
    """Puts each total of TOTALS where it should be, through the basis of the operator's first offer."""
    for operator, (percent, base_year, above) in TOTALS.items():
        own = [o for o in offers if o.operator(2018) == operator and o.exists(2015) and o.exists(2018)]
        ids = {offer.id for offer in own}

        def total(year):
            cells = [row.get(column) or 0 for row in rows for column in ("takstberegningsgrundlag", "egenbetaling")
                     if row["tilbud_id"] in ids and row["år"] == str(year) and row["opgørelse"] == "budget"]
            return sum(cells)

        target = total(base_year) * Decimal(percent) // 100 + above
        first = next(row for row in rows if row["tilbud_id"] == own[0].id and row["år"] == "2018")
        old = first["takstberegningsgrundlag"]
        first["takstberegningsgrundlag"] = old + target - total(2018)
        first["takst"] = rounded(first["takst"] * first["takstberegningsgrundlag"] / old)


def danish(value):
    """Points between thousands, decimals after a comma, as people write amounts."""
    if not isinstance(value, Decimal):
        return str(value)
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def write(path, headings, rows):
    lines = [";".join(headings)] + [";".join(danish(row.get(heading, "")) for heading in headings) for row in rows]
    path.write_bytes("\ufeff".encode() + "".join(line + "\r\n" for line in lines).encode())


def main():
    rng = random.Random(SEED)
    offers = [Offer(line) for line in OFFERS.strip().splitlines()]
    rows = [row for offer in offers for row in rows_of(offer, rng)]
    set_edges(rows)
    balance(rows, offers)
    here = Path(__file__).parent
    write(here / "demo.csv", HEADINGS, rows)
    index = [{"år": str(year), "fremskrivning": Decimal(percent), "udgiver": "opdigtet", "årgang": "opdigtet"}
             for year, percent in INDEX.items()]
    write(here / "demo-index.csv", ["år", "fremskrivning", "udgiver", "årgang"], index)


if __name__ == "__main__":
    main()
