//! The keys of rulesets that agreements are compared by, in the order in which they are shown.

use super::rules::{Vocabulary, vocabulary};

vocabulary! {
    /// A key of a ruleset.
    Key {
        /// The name of an agreement or a rule, or the law it rests on.
        Title = "title",
        /// The name of a development area, or of a party.
        Name = "name",
        /// What the text at hand is; or what a part says.
        Text = "text",
        /// The first day in force.
        From = "from",
        /// The last day in force.
        To = "to",
        /// The region.
        Region = "region",
        /// A municipality that is party.
        Municipality = "municipality",
        /// A day.
        Date = "date",
        /// How a rule or a promise binds.
        Force = "force",
        /// The years judged.
        Years = "years",
        /// The reading under which alone a rule exists.
        OnlyUnder = "only_under",
        /// The rule of another agreement that it takes fields from.
        SameAs = "same_as",
        /// Where covered offers lie.
        Location = "location",
        /// Who buys places.
        Buyers = "buyers",
        /// On what a limit is tested.
        Level = "level",
        /// What is measured.
        Measure = "measure",
        /// The subject year's figures.
        Figures = "figures",
        /// The base year's figures.
        BaseFigures = "base_figures",
        /// The year compared with.
        BaseYear = "base_year",
        /// How much the measure may change.
        AtMostPercent = "at_most_percent",
        /// The year of an earlier step.
        CreditYear = "credit_year",
        /// How that step is counted.
        CreditedStep = "credited_step",
        /// How own payment is treated.
        OwnPayment = "own_payment",
        /// Which offers enter sums.
        PortfolioChanges = "portfolio_changes",
        /// In which prices amounts are compared.
        PriceBasis = "price_basis",
        /// Whether earlier results stay in the measure.
        CarriedResult = "carried_result",
        /// Further base years.
        AlsoAgainst = "also_against",
        /// What may be deducted.
        Allowance = "allowance",
        /// Years from result to tariff.
        LagYears = "lag_years",
        /// Years over which a result is carried.
        SpreadYears = "spread_years",
        /// The width of the band.
        BandPercent = "band_percent",
        /// Of what the band is a percentage.
        Denominator = "denominator",
        /// How much of a result is regulated.
        Amount = "amount",
        /// What becomes of a deficit inside the band.
        DeficitInside = "deficit_inside",
        /// What becomes of a surplus inside the band.
        SurplusInside = "surplus_inside",
        /// The first calendar year.
        FromYear = "from_year",
        /// Whom it addresses.
        Addressees = "addressees",
        /// A permitted reading.
        Reading = "reading",
        /// The reading preferred.
        Preferred = "preferred",
        /// Why it is preferred.
        Why = "why",
        /// The agreement that asks the question.
        Origin = "origin",
        /// True where an area is only proposed.
        Proposed = "proposed",
        /// Where an area comes from.
        Lineage = "lineage",
        /// The area it continues.
        Continues = "continues",
        /// For whom an area is.
        TargetGroups = "target_groups",
        /// What an area is about.
        Summary = "summary",
        /// Who promises.
        Addressee = "addressee",
        /// By when.
        Due = "due",
        /// A figure.
        Figure = "value",
        /// What it counts.
        Unit = "unit",
        /// True for "about".
        Approximate = "approximate",
    }
}

impl Key {
    /// Every key, in order.
    pub fn all() -> impl Iterator<Item = Key> {
        <Key as Vocabulary>::ALL.iter().map(|(_, key)| *key)
    }

    /// The key as it stands in rulesets.
    pub fn name(self) -> &'static str {
        Vocabulary::name(self)
    }
}
