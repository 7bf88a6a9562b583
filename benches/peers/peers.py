#!/usr/bin/env python3
"""Workload W as hand-written queries for engines from PyPI, each giving bare verdicts and figures, no clause and no reading.

Prints a Markdown table: ratios are CPU time of this process a record against the hand-written loop of the Rust program,
which runs before and after each contender in every round. Everything runs on one thread. What an engine gets wrong stands in
its line. `./run` calls this script after building that program.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

os.environ |= {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1", "TOKIO_WORKER_THREADS": "1"}

import numpy as np

HERE = Path(__file__).parent
LOOP = [HERE / "target/release/rammeaftale-peers", "loop"]
SQL = (HERE / "rules/w.sql").read_text()
N, ROUNDS = 1_000_000, 5
AMOUNTS = ["base", "budget", "base_tariff", "budget_tariff", "earlier_basis", "earlier_result"]
VERDICTS = {"r1": 3, "r2": 4, "r3": 3}
# Decimals of the figures, as sums are in øre and limits in hundredths of an øre.
FIGURES = {"carry": 2, "actual": 2, "limit": 4, "result": 2, "band": 4}
# By the definition of the workload.
EXPECTED = {
    "r1": [666961, 169752, 163287],
    "r2": [666961, 163015, 84685, 85339],
    "r3": [333039, 405586, 261375],
    "carry": -81036708518,
    "actual": 25683055241101,
    "limit": 2568586282474629,
    "result": 42548752374538,
    "band": 4254157458575880,
}


def records(n):
    """The columns in øre, from the same stream of splitmix64 as in Rust: draw k is a function of k."""
    draws = np.arange(1, 7 * n + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(20260101)
    draws = (draws ^ (draws >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    draws = (draws ^ (draws >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    draws = (draws ^ (draws >> np.uint64(31))).reshape(n, 7)
    bounds = [3, 4_900_000_000, 60_001, 450_000, 50_001, 4_900_000_000, 200_001]
    year, base, lower, base_tariff, changed, basis, result = (
        (draws[:, k] % np.uint64(bound)).astype(np.int64) for k, bound in enumerate(bounds)
    )
    i = np.arange(n)
    edge = i % 50 == 0
    rounded = lambda amount: np.where(edge, amount - amount % 10_000, amount)
    base, basis, base_tariff = rounded(base + 100_000_000), rounded(basis + 100_000_000), base_tariff + 50_000
    product = basis * (result - 100_000)
    return {
        "year": np.array([2018, 2025, 2026])[year],
        "base": base,
        "budget": base - np.where(edge, 3 * base // 100, base * lower // 1_000_000),
        "base_tariff": base_tariff,
        "budget_tariff": np.where(edge, base_tariff, base_tariff * (changed + 970_000) // 1_000_000),
        "earlier_basis": basis,
        "earlier_result": np.where(
            edge, basis // 20 * np.where(i // 50 % 2 == 0, 1, -1), np.sign(product) * (abs(product) // 1_000_000)
        ),
    }


def with_numpy(w):
    def judge():
        first = w["year"] == 2018
        actual, limit = w["base"] - w["budget"], 3 * w["base"]
        result, band = abs(w["earlier_result"]), 5 * w["earlier_basis"]
        outside = result * 100 > band
        none, one, two, three = np.arange(4, dtype=np.int8)
        return {
            "r1": np.where(first, np.where(actual * 100 >= limit, one, two), none),
            "r2": np.where(first, np.where(outside, one, np.where(w["earlier_result"] < 0, two, three)), none),
            "r3": np.where(first, none, np.where(w["budget_tariff"] <= w["base_tariff"], one, two)),
            "carry": np.where(first & outside, w["earlier_result"], 0),
            "actual": np.where(first, actual, w["budget_tariff"]),
            "limit": np.where(first, limit, 100 * w["base_tariff"]),
            "result": np.where(first, result, 0),
            "band": np.where(first, band, 0),
        }

    return judge, lambda out: out


def with_polars(w):
    import polars as pl

    frame = pl.DataFrame(w)
    column, when = pl.col, pl.when
    first = column("year") == 2018
    actual, result = column("base") - column("budget"), column("earlier_result").abs()
    outside = result * 100 > 5 * column("earlier_basis")
    small = lambda number: pl.lit(number, pl.Int8)
    columns = {
        "r1": when(~first).then(small(0)).when(actual * 100 >= 3 * column("base")).then(small(1)).otherwise(small(2)),
        "r2": when(~first)
        .then(small(0))
        .when(outside)
        .then(small(1))
        .when(column("earlier_result") < 0)
        .then(small(2))
        .otherwise(small(3)),
        "r3": when(first)
        .then(small(0))
        .when(column("budget_tariff") <= column("base_tariff"))
        .then(small(1))
        .otherwise(small(2)),
        "carry": when(first & outside).then(column("earlier_result")).otherwise(0),
        "actual": when(first).then(actual).otherwise(column("budget_tariff")),
        "limit": when(first).then(3 * column("base")).otherwise(100 * column("base_tariff")),
        "result": when(first).then(result).otherwise(0),
        "band": when(first).then(5 * column("earlier_basis")).otherwise(0),
    }
    return lambda: frame.lazy().select(**columns).collect(), lambda out: {name: out[name].to_numpy() for name in columns}


def kroner(w):
    """The records as an Arrow table with amounts in DECIMAL(15, 2)."""
    import pyarrow as pa

    def amount(values):
        # A decimal of 128 bits holds the øre in its low half and the sign in the high one.
        halves = np.stack([values, values >> 63], axis=1)
        return pa.Array.from_buffers(pa.decimal128(15, 2), len(values), [None, pa.py_buffer(halves.tobytes())])

    return pa.table({"year": w["year"]} | {name: amount(w[name]) for name in AMOUNTS})


def whole(out):
    """Columns of an Arrow table as whole numbers: øre, and hundredths of an øre for the limits."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def numbers(name):
        column = out[name].combine_chunks()
        if name not in VERDICTS:
            factor = pa.scalar(10 ** FIGURES[name], pa.decimal128(6, 0))
            column = pc.multiply(pc.cast(column, pa.decimal128(24, FIGURES[name])), factor)
        return pc.cast(column, pa.int64()).to_numpy()

    return {name: numbers(name) for name in VERDICTS | FIGURES}


def with_duckdb(w):
    import duckdb

    connection = duckdb.connect(config={"threads": 1})
    connection.register("given", kroner(w))
    connection.execute("create table records as select * from given")
    return lambda: connection.sql(SQL).to_arrow_table(), whole


def with_datafusion(w):
    import datafusion
    import pyarrow as pa

    settings = {"datafusion.sql_parser.parse_float_as_decimal": "true"}
    config = datafusion.SessionConfig(settings).with_target_partitions(1)
    context = datafusion.SessionContext(config)
    context.register_record_batches("records", [kroner(w).to_batches(max_chunksize=8192)])
    return lambda: pa.Table.from_batches(context.sql(SQL).collect()), whole


def with_openfisca(w):
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import YEAR
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    offer = build_entity(key="offer", plural="offers", label="An offer", is_person=True)
    system = TaxBenefitSystem([offer])

    def variable(name, value_type=float, **formulas):
        about = {"value_type": value_type, "entity": offer, "definition_period": YEAR, "label": name}
        system.add_variable(type(name, (Variable,), about | formulas))

    def outside(at):
        return abs(at("earlier_result")) * 100 > at("earlier_basis") * 5

    def formula(judge):
        return lambda offers, period: judge(lambda name: offers(name, period))

    for name in AMOUNTS:
        variable(name)
    in_2018 = {"end": "2018-12-31"}
    r1 = lambda at: np.where((at("base") - at("budget")) * 100 >= at("base") * 3, 1, 2)
    r2 = lambda at: np.where(outside(at), 1, np.where(at("earlier_result") < 0, 2, 3))
    r3 = lambda at: np.where(at("budget_tariff") <= at("base_tariff"), 1, 2)
    variable("r1", int, formula_2018=formula(r1), **in_2018)
    variable("r2", int, formula_2018=formula(r2), **in_2018)
    variable("r3", int, formula_2025=formula(r3))
    variable("carry", formula_2018=formula(lambda at: np.where(outside(at), at("earlier_result"), 0)), **in_2018)
    variable(
        "actual",
        formula_2018=formula(lambda at: at("base") - at("budget")),
        formula_2025=formula(lambda at: at("budget_tariff")),
    )
    variable("limit", formula_2018=formula(lambda at: at("base") * 0.03), formula_2025=formula(lambda at: at("base_tariff")))
    variable("result", formula_2018=formula(lambda at: abs(at("earlier_result"))), **in_2018)
    variable("band", formula_2018=formula(lambda at: at("earlier_basis") * 0.05), **in_2018)

    years = [(year, np.flatnonzero(w["year"] == year)) for year in (2018, 2025, 2026)]
    given = {year: {name: w[name][at] / 100 for name in AMOUNTS} for year, at in years}

    def judge():
        out = {}
        for year, columns in given.items():
            simulation = SimulationBuilder().build_default_simulation(system, count=len(columns["base"]))
            for name, values in columns.items():
                simulation.set_input(name, str(year), values)
            out[year] = {name: simulation.calculate(name, str(year)) for name in VERDICTS | FIGURES}
        return out

    def in_order(out):
        columns = {name: np.zeros(N, dtype=np.int64) for name in VERDICTS} | {name: np.zeros(N) for name in FIGURES}
        for year, at in years:
            for name in columns:
                columns[name][at] = out[year][name].astype(np.float64) * 10 ** FIGURES.get(name, 0)
        return columns

    return judge, in_order


CONTENDERS = [
    ("numpy 2.4, int64", with_numpy, "hand-written vector code on whole øre"),
    ("Polars 2.1, Int64", with_polars, "one query on whole øre, in memory"),
    ("DuckDB 2.0, DECIMAL(15,2)", with_duckdb, "`rules/w.sql`, table in memory to Arrow"),
    ("DataFusion 55, DECIMAL(15,2)", with_datafusion, "`rules/w.sql`, batches in memory to Arrow"),
    ("OpenFisca-Core 46", with_openfisca, "a simulation a year, input set"),
]


def checksum(columns):
    counts = {name: np.bincount(columns[name], minlength=kinds).tolist() for name, kinds in VERDICTS.items()}
    return counts | {name: int(np.rint(columns[name]).astype(np.int64).sum()) for name in FIGURES}


def wrong(columns, truth):
    """What differs from exact integers, in words; "yes" where counts and sums are the same."""
    if checksum(columns) == EXPECTED:
        return "yes"
    verdicts = [f"{int((columns[name] != truth[name]).sum()):,} of {name}" for name in VERDICTS]
    due = truth["r2"] == 1
    off = int((abs(columns["carry"] - truth["carry"]) >= 1)[due].sum())
    return f"**no**: wrong verdicts {', '.join(verdicts)}; {off:,} of {int(due.sum()):,} carried amounts off by an øre or more"


def loop():
    """Nanoseconds a record of the hand-written loop."""
    return float(subprocess.run(LOOP, check=True, capture_output=True, text=True).stdout)


def nanoseconds(judge):
    start = time.process_time()
    out = judge()
    return (time.process_time() - start) * 1e9 / N, out


def main():
    w = records(N)
    truth = with_numpy(w)[0]()
    assert checksum(truth) == EXPECTED, "the records are not those of workload W"
    contenders = []
    for name, make, note in CONTENDERS:
        judge, columns = make(w)
        contenders.append((name, note, judge, wrong(columns(judge()), truth), [], []))
    for number in range(1, ROUNDS + 1):
        print(f"round {number} of {ROUNDS}", file=sys.stderr)
        for _, _, judge, _, times, ratios in contenders:
            before = loop()
            time_each, _ = nanoseconds(judge)
            times.append(time_each)
            ratios.append(time_each / ((before + loop()) / 2))
    print("| contender | ratio | ns a record | records a second | records | same counts and sums | what is timed |")
    print("|---|---:|---:|---:|---:|---|---|")
    for name, note, _, verdict, times, ratios in contenders:
        each, ratio = statistics.median(times), statistics.median(ratios)
        shown = f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"
        print(f"| {name} | {shown} | {each:,.0f} | {1e9 / each:,.0f} | {N:,} | {verdict} | {note} |")


if __name__ == "__main__":
    main()
