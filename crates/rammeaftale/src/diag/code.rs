//! The stable names of all mistakes.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The stable name of a kind of mistake.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// All codes, in the order of this list.
            pub const ALL: &[Code] = &[$(Code::$variant,)+];

            /// The name as shown: kebab-case, never reused for another meaning.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)+
                }
            }
        }
    };
}

codes! {
    /// The file is not TOML.
    Syntax = "syntax",
    /// The file was written for a newer version of this program.
    NewerSchema = "newer-schema",
    /// A key that this kind of table does not have.
    UnknownKey = "unknown-key",
    /// A key that must be there is not.
    MissingKey = "missing-key",
    /// A value of another type than the key takes.
    WrongType = "wrong-type",
    /// A value that is not among those the key takes.
    BadValue = "bad-value",
    /// A number that is not written exactly, or outside its range.
    BadNumber = "bad-number",
    /// A percentage outside the range that rules take.
    PercentOutOfRange = "percent-out-of-range",
    /// A date that does not exist.
    BadDate = "bad-date",
    /// An id with other characters than `a-z`, `0-9` and `-`.
    BadId = "bad-id",
    /// A text that is empty.
    EmptyText = "empty-text",
    /// A text in one language only.
    OneLanguage = "one-language",
    /// A period that ends before it begins.
    ReversedPeriod = "reversed-period",
    /// A year outside the agreement's period.
    YearOutside = "year-outside",
    /// Two agreements of one region in force on the same day.
    OverlappingAgreements = "overlapping-agreements",
    /// An agreement whose id is not its path.
    IdNotPath = "id-not-path",
    /// A revision that is not the one its file is named for, or not newer than an earlier one.
    BadRevision = "bad-revision",
    /// Two things of one kind with the same id.
    DuplicateId = "duplicate-id",
    /// Two readings of a question that set the same.
    DuplicateReading = "duplicate-reading",
    /// A name that nothing declares.
    UnknownReference = "unknown-reference",
    /// A field given as a question that some reading does not set.
    UnsetField = "unset-field",
    /// A kind of rule that is neither ruled nor declared silent.
    TopicUnaccounted = "topic-unaccounted",
    /// A kind of rule both ruled and declared silent.
    TopicBoth = "topic-both",
    /// A rule, question, area or promise that names no clause.
    NoClause = "no-clause",
    /// A clause marked as modelled that nothing cites.
    UncitedClause = "uncited-clause",
    /// A clause that something rests on though it is not marked as modelled.
    CitedNotModelled = "cited-not-modelled",
    /// Something declared that nothing uses.
    Unused = "unused",
    /// A fingerprint that is not 64 hexadecimal digits.
    BadFingerprint = "bad-fingerprint",
    /// A source's file name that is no plain name within a folder.
    BadFileName = "bad-file-name",

    /// A document that is not the one a ruleset was read from.
    ChangedDocument = "changed-document",
    /// A passage that has another fingerprint than its clause states.
    ChangedPassage = "changed-passage",
    /// First or last words of a clause that its document does not hold.
    MissingLocator = "missing-locator",
    /// First or last words of a clause that stand in several places.
    RepeatedLocator = "repeated-locator",
    /// Text of a document that is in no clause.
    UnaccountedText = "unaccounted-text",
    /// Two clauses that share text of their document.
    OverlappingPassages = "overlapping-passages",

    /// A file that cannot be read.
    Unreadable = "unreadable",
    /// A file, row or cell larger than the reader takes, or more mistakes than it lists.
    TooLarge = "too-large",
    /// Cells parted by something else than `;` or `,`.
    UnknownSeparator = "unknown-separator",
    /// A file without a header or without rows.
    EmptyFile = "empty-file",
    /// A heading that is no column.
    UnknownColumn = "unknown-column",
    /// The same column twice.
    DuplicateColumn = "duplicate-column",
    /// A column that must be there is not.
    MissingColumn = "missing-column",
    /// Headings with years beside columns that need one, or beside a column of years.
    MixedLayout = "mixed-layout",
    /// A file or a sheet that is passed over.
    NotRead = "not-read",
    /// A template's example row, which is passed over.
    ExampleRow = "example-row",
    /// Merged cells in a table.
    MergedCells = "merged-cells",
    /// Figures in a row, column or sheet that is hidden.
    HiddenCells = "hidden-cells",
    /// A cell that holds a spreadsheet's error.
    CellError = "cell-error",
    /// A row with more or fewer cells than the header.
    RaggedRow = "ragged-row",
    /// A quote that never closes.
    OpenQuote = "open-quote",
    /// Text behind the quote that closes a cell.
    StrayQuote = "stray-quote",
    /// A character that cannot be seen, that turns the text around or that looks like another.
    BadCharacter = "bad-character",
    /// A required cell that is blank.
    MissingCell = "missing-cell",
    /// A year that is no year from 1900 to 2199.
    BadYear = "bad-year",
    /// A paragraph that nobody knows, or one of another time.
    UnknownParagraph = "unknown-paragraph",
    /// A code that no municipality has.
    UnknownAuthority = "unknown-authority",
    /// An operator that is the only buyer of all its offers.
    OwnBuyer = "own-buyer",
    /// Something else than a code of a municipality or region.
    BadCode = "bad-code",
    /// An amount outside the range that the engine takes.
    AmountOutOfRange = "amount-out-of-range",
    /// A negative amount in a column that has none.
    NegativeAmount = "negative-amount",
    /// Two rows that say different things of the same offer or year.
    Contradiction = "contradiction",
    /// Two ids or names that a person may take for one.
    AlikeNames = "alike-names",
    /// A row of totals among the rows of offers.
    TotalRow = "total-row",
    /// A number of which the mark may part thousands or decimals.
    AmbiguousNumber = "ambiguous-number",
    /// Words beside a table, or its name, that say other of its amounts than how they are read.
    ToldOtherwise = "told-otherwise",
    /// Two rows with the same key.
    DuplicateRow = "duplicate-row",
    /// A row before the offer opened or after it closed.
    OutsideLife = "outside-life",
    /// A total on some of an offer's tariff rows but not on all.
    PartialTotal = "partial-total",
    /// A tariff without a name where the offer has several.
    UnnamedTariff = "unnamed-tariff",
    /// A wage supplement larger than its tariff.
    SupplementAboveTariff = "supplement-above-tariff",
    /// The same amount on all tariff rows of an offer: a total repeated?
    RepeatedTotal = "repeated-total",
    /// A figure on a row from which it is never read.
    UnreadFigure = "unread-figure",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
