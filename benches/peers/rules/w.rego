# Workload W; amounts in øre.
package w

default r1 := 0

r1 := 1 if {
	input.year == 2018
	(input.base - input.budget) * 100 >= 3 * input.base
} else := 2 if input.year == 2018

outside if abs(input.earlier_result) * 100 > 5 * input.earlier_basis

default r2 := 0

r2 := 1 if {
	input.year == 2018
	outside
} else := 2 if {
	input.year == 2018
	input.earlier_result < 0
} else := 3 if input.year == 2018

default r3 := 0

r3 := 1 if {
	input.year != 2018
	input.budget_tariff <= input.base_tariff
} else := 2 if input.year != 2018

default carry := 0

carry := input.earlier_result if r2 == 1

explanation := [input.base - input.budget, 3 * input.base, abs(input.earlier_result), 5 * input.earlier_basis] if {
	input.year == 2018
} else := [input.budget_tariff, 100 * input.base_tariff, 0, 0]

outcome := [r1, r2, r3, carry, explanation[0], explanation[1], explanation[2], explanation[3]]
