//! Which agreement is in force, and what is known of those that nobody has modelled.

use crate::agreement::{Agreement, KnownAgreement};
use crate::check::{self, File};
use crate::diag::Diagnostic;
use crate::quantity::Year;
use chrono::NaiveDate;
use std::sync::Arc;

/// All agreements at hand: each in its latest revision, unless [`Register::with_revision`] picked another.
#[derive(Clone, Debug, Default)]
pub struct Register {
    agreements: Vec<Agreement>,
    /// The revisions in whose place others stand.
    set_aside: Vec<Agreement>,
    known: Vec<KnownAgreement>,
}

/// Why no one agreement is in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotInForce {
    /// None is modelled.
    #[error(transparent)]
    NotModelled(#[from] NotModelled),
    /// One in each of several regions: which is meant is for the caller to say.
    #[error("several agreements are in force in {asked}")]
    Several {
        /// The date or year asked for.
        asked: String,
        /// Their ids.
        agreements: Vec<Arc<str>>,
    },
}

/// No agreement is modelled for the date; nothing falls back to the nearest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no agreement modelled for {asked}")]
#[non_exhaustive]
pub struct NotModelled {
    /// The date or year asked for.
    pub asked: String,
    /// The agreement known to cover it, if any.
    pub known: Option<Arc<str>>,
    /// The modelled agreement before.
    pub before: Option<Arc<str>>,
    /// The modelled agreement after.
    pub after: Option<Arc<str>>,
}

/// An agreement is not at hand in the revision asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{agreement}` has no revision {asked}")]
#[non_exhaustive]
pub struct UnknownRevision {
    /// The agreement.
    pub agreement: Arc<str>,
    /// The revision asked for.
    pub asked: u32,
    /// Those at hand, the earliest first; none of an agreement that nobody has modelled.
    pub known: Vec<u32>,
}

impl Register {
    /// The agreements shipped with this version.
    ///
    /// # Errors
    /// Never with the shipped files, which a test holds to be free of mistakes.
    #[cfg(feature = "agreements")]
    pub fn builtin() -> Result<Register, Vec<Diagnostic>> {
        Register::from_files(rammeaftale_agreements::FILES).map(|(register, _)| register)
    }

    /// Reads and checks files given as (path below the folder of agreements, text or bytes). The second part holds warnings.
    ///
    /// # Errors
    /// Every mistake in every file, in file order.
    pub fn from_files<P: AsRef<str>, T: AsRef<[u8]>>(
        files: &[(P, T)],
    ) -> Result<(Register, Vec<Diagnostic>), Vec<Diagnostic>> {
        Register::from_shown(&files.iter().map(|(path, text)| (path, path, text)).collect::<Vec<_>>())
    }

    /// As [`Register::from_files`], with the path to show in messages between the two.
    ///
    /// # Errors
    /// Every mistake in every file, in file order.
    pub fn from_shown<P: AsRef<str>, S: AsRef<str>, T: AsRef<[u8]>>(
        files: &[(P, S, T)],
    ) -> Result<(Register, Vec<Diagnostic>), Vec<Diagnostic>> {
        let files: Vec<File<'_>> = files
            .iter()
            .map(|(id, shown, bytes)| File { id: id.as_ref(), shown: shown.as_ref(), bytes: bytes.as_ref() })
            .collect();
        let checked = check::check(&files);
        if checked.diagnostics.iter().any(Diagnostic::is_error) {
            return Err(checked.diagnostics);
        }
        if checked.agreements.is_empty() {
            return Err(vec![check::nothing_found(files.first().map_or("", |file| file.shown))]);
        }
        let mut known = checked.known;
        known.sort_by(|a, b| (a.from, &a.id).cmp(&(b.from, &b.id)));
        let mut register = Register { known, ..Register::default() };
        let mut agreements = checked.agreements;
        agreements.sort_by(|a, b| (&a.id, b.revision).cmp(&(&b.id, a.revision)));
        for agreement in agreements {
            match register.agreements.last() {
                Some(latest) if latest.id == agreement.id => register.set_aside.push(agreement),
                _ => register.agreements.push(agreement),
            }
        }
        register.sort();
        Ok((register, checked.diagnostics))
    }

    fn sort(&mut self) {
        self.agreements.sort_by(|a, b| (a.in_force.from, &a.id).cmp(&(b.in_force.from, &b.id)));
    }

    /// The same agreements, one of them in the revision asked for.
    ///
    /// # Errors
    /// [`UnknownRevision`], with those at hand.
    pub fn with_revision(mut self, id: &str, revision: u32) -> Result<Register, UnknownRevision> {
        let wanted = |one: &Agreement| *one.id == *id && one.revision == revision;
        if self.agreements.iter().any(wanted) {
            return Ok(self);
        }
        let standing = self.agreements.iter_mut().find(|one| *one.id == *id);
        let Some((standing, picked)) = standing.zip(self.set_aside.iter_mut().find(|one| wanted(one))) else {
            let known = self.revisions(id).iter().map(|one| one.revision).collect();
            return Err(UnknownRevision { agreement: Arc::from(id), asked: revision, known });
        };
        std::mem::swap(standing, picked);
        self.sort();
        Ok(self)
    }

    /// Every revision of an agreement at hand, the earliest first.
    pub fn revisions(&self, id: &str) -> Vec<&Agreement> {
        let all = self.agreements.iter().chain(&self.set_aside);
        let mut revisions: Vec<&Agreement> = all.filter(|agreement| &*agreement.id == id).collect();
        revisions.sort_by_key(|agreement| agreement.revision);
        revisions
    }

    /// The modelled agreements by first day, one revision of each.
    pub fn agreements(&self) -> &[Agreement] {
        &self.agreements
    }

    /// The agreements that are only known, by first day.
    pub fn known(&self) -> &[KnownAgreement] {
        &self.known
    }

    /// The agreement with this id.
    pub fn get(&self, id: &str) -> Option<&Agreement> {
        self.agreements.iter().find(|agreement| &*agreement.id == id)
    }

    /// The agreement in force on a day.
    ///
    /// # Errors
    /// [`NotModelled`], with what is known of the day and the neighbours; or that several regions have one.
    pub fn in_force(&self, date: NaiveDate) -> Result<&Agreement, NotInForce> {
        self.only(date, date.to_string())
    }

    /// The agreement in force in a year: on its first day.
    ///
    /// # Errors
    /// As [`in_force`](Register::in_force).
    pub fn in_force_year(&self, year: Year) -> Result<&Agreement, NotInForce> {
        let first = NaiveDate::from_ymd_opt(year.number(), 1, 1).unwrap_or_default();
        self.only(first, year.to_string())
    }

    fn only(&self, date: NaiveDate, asked: String) -> Result<&Agreement, NotInForce> {
        let found: Vec<&Agreement> = self.agreements.iter().filter(|one| one.in_force.contains(date)).collect();
        match found.as_slice() {
            [only] => Ok(only),
            [] => Err(NotInForce::NotModelled(NotModelled {
                asked,
                known: self.known.iter().find(|known| known.contains(date)).map(|known| Arc::clone(&known.id)),
                before: self.agreements.iter().rfind(|one| one.in_force.to < date).map(|one| Arc::clone(&one.id)),
                after: self.agreements.iter().find(|one| date < one.in_force.from).map(|one| Arc::clone(&one.id)),
            })),
            several => {
                let agreements = several.iter().map(|one| Arc::clone(&one.id)).collect();
                Err(NotInForce::Several { asked, agreements })
            }
        }
    }
}
