-- Workload W on decimal kroner.
select
    case when year <> 2018 then 0 when (base - budget) * 100 >= 3 * base then 1 else 2 end as r1,
    case when year <> 2018 then 0 when abs(earlier_result) * 100 > 5 * earlier_basis then 1 when earlier_result < 0 then 2 else 3 end as r2,
    case when year = 2018 then 0 when budget_tariff <= base_tariff then 1 else 2 end as r3,
    case when year = 2018 and abs(earlier_result) * 100 > 5 * earlier_basis then earlier_result else 0 end as carry,
    case when year = 2018 then base - budget else budget_tariff end as actual,
    case when year = 2018 then base * 0.03 else base_tariff end as "limit",
    case when year = 2018 then abs(earlier_result) else 0 end as result,
    case when year = 2018 then earlier_basis * 0.05 else 0 end as band
from records
