//! Municipalities and regions: since 2007 there are 98 and 5.

use serde::Serialize;
use std::fmt;

/// The code of a municipality (101 to 999) or a region (1081 to 1085).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Authority(u16);

impl Authority {
    /// Takes a code; `None` when it can be neither a municipality's nor a region's.
    pub fn new(code: u32) -> Option<Authority> {
        let valid = (101..=999).contains(&code) || (1081..=1085).contains(&code);
        u16::try_from(code).ok().filter(|_| valid).map(Authority)
    }

    /// The code as a number.
    pub fn code(self) -> u16 {
        self.0
    }

    /// The municipality's or region's name, without either word; `None` for a code that none has.
    ///
    /// ```
    /// use rammeaftale::portfolio::Authority;
    ///
    /// assert_eq!(Authority::new(740).and_then(Authority::name), Some("Silkeborg"));
    /// assert_eq!(Authority::new(739).and_then(Authority::name), None);
    /// ```
    pub fn name(self) -> Option<&'static str> {
        let found = NAMES.binary_search_by_key(&self.0, |(code, _)| *code).ok()?;
        NAMES.get(found).map(|(_, name)| *name)
    }

    /// All municipalities and regions with their names, in order of their codes.
    pub fn all() -> impl Iterator<Item = (Authority, &'static str)> {
        NAMES.iter().map(|(code, name)| (Authority(*code), *name))
    }

    /// True for a municipality, false for a region.
    pub fn is_municipality(self) -> bool {
        self.0 < 1000
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Authority {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Codes and names, in order of the codes.
const NAMES: [(u16, &str); 103] = [
    (101, "København"),
    (147, "Frederiksberg"),
    (151, "Ballerup"),
    (153, "Brøndby"),
    (155, "Dragør"),
    (157, "Gentofte"),
    (159, "Gladsaxe"),
    (161, "Glostrup"),
    (163, "Herlev"),
    (165, "Albertslund"),
    (167, "Hvidovre"),
    (169, "Høje-Taastrup"),
    (173, "Lyngby-Taarbæk"),
    (175, "Rødovre"),
    (183, "Ishøj"),
    (185, "Tårnby"),
    (187, "Vallensbæk"),
    (190, "Furesø"),
    (201, "Allerød"),
    (210, "Fredensborg"),
    (217, "Helsingør"),
    (219, "Hillerød"),
    (223, "Hørsholm"),
    (230, "Rudersdal"),
    (240, "Egedal"),
    (250, "Frederikssund"),
    (253, "Greve"),
    (259, "Køge"),
    (260, "Halsnæs"),
    (265, "Roskilde"),
    (269, "Solrød"),
    (270, "Gribskov"),
    (306, "Odsherred"),
    (316, "Holbæk"),
    (320, "Faxe"),
    (326, "Kalundborg"),
    (329, "Ringsted"),
    (330, "Slagelse"),
    (336, "Stevns"),
    (340, "Sorø"),
    (350, "Lejre"),
    (360, "Lolland"),
    (370, "Næstved"),
    (376, "Guldborgsund"),
    (390, "Vordingborg"),
    (400, "Bornholm"),
    (410, "Middelfart"),
    (420, "Assens"),
    (430, "Faaborg-Midtfyn"),
    (440, "Kerteminde"),
    (450, "Nyborg"),
    (461, "Odense"),
    (479, "Svendborg"),
    (480, "Nordfyns"),
    (482, "Langeland"),
    (492, "Ærø"),
    (510, "Haderslev"),
    (530, "Billund"),
    (540, "Sønderborg"),
    (550, "Tønder"),
    (561, "Esbjerg"),
    (563, "Fanø"),
    (573, "Varde"),
    (575, "Vejen"),
    (580, "Aabenraa"),
    (607, "Fredericia"),
    (615, "Horsens"),
    (621, "Kolding"),
    (630, "Vejle"),
    (657, "Herning"),
    (661, "Holstebro"),
    (665, "Lemvig"),
    (671, "Struer"),
    (706, "Syddjurs"),
    (707, "Norddjurs"),
    (710, "Favrskov"),
    (727, "Odder"),
    (730, "Randers"),
    (740, "Silkeborg"),
    (741, "Samsø"),
    (746, "Skanderborg"),
    (751, "Aarhus"),
    (756, "Ikast-Brande"),
    (760, "Ringkøbing-Skjern"),
    (766, "Hedensted"),
    (773, "Morsø"),
    (779, "Skive"),
    (787, "Thisted"),
    (791, "Viborg"),
    (810, "Brønderslev"),
    (813, "Frederikshavn"),
    (820, "Vesthimmerlands"),
    (825, "Læsø"),
    (840, "Rebild"),
    (846, "Mariagerfjord"),
    (849, "Jammerbugt"),
    (851, "Aalborg"),
    (860, "Hjørring"),
    (1081, "Nordjylland"),
    (1082, "Midtjylland"),
    (1083, "Syddanmark"),
    (1084, "Hovedstaden"),
    (1085, "Sjælland"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_each_of_one() {
        assert!(NAMES.is_sorted_by(|(a, _), (b, _)| a < b));
        let mut names: Vec<&str> = Authority::all().map(|(_, name)| name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 103);
        assert!(Authority::all().all(|(authority, name)| authority.name() == Some(name)));
        let name = |code| Authority::new(code).unwrap().name();
        assert_eq!([101, 860, 1081, 1085].map(name), ["København", "Hjørring", "Nordjylland", "Sjælland"].map(Some));
        assert_eq!([102, 411, 704, 999].map(name), [None; 4], "Christiansø is no municipality");
    }
}
