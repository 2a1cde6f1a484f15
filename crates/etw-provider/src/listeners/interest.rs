//! [`Interest`]: the words that one listener wants.

use std::boxed::Box;
use std::sync::PoisonError;
use std::vec;
use std::vec::Vec;

use super::census::{self, Census};
use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sync::{Mutex, OnceLock};

/// The words that one listener wants.
///
/// It changes only while the census is locked, which counts it.
pub(crate) struct Interest {
    census: &'static Mutex<Census>,
    wanted: OnceLock<Box<Wanted>>,
    ended: AtomicBool,
    /// Held while the listener is asked.
    asking: Mutex<()>,
}

/// The wanted words of the provider or of a fragment, and those of the fragments that joined later.
struct Wanted {
    words: Box<[AtomicBool]>,
    next: OnceLock<Box<Wanted>>,
}

impl Interest {
    pub(super) fn new(census: &'static Mutex<Census>) -> Self {
        Self {
            census,
            wanted: OnceLock::new(),
            ended: AtomicBool::new(false),
            asking: Mutex::new(()),
        }
    }

    /// Returns `true` if the listener wants a word of a part.
    pub(super) fn wants(&self, part: usize, word: usize) -> bool {
        let word = self.parts().nth(part).and_then(|it| it.words.get(word));
        word.is_some_and(|wanted| wanted.load(Ordering::Relaxed))
    }

    /// Asks which words are wanted, and enables or disables them for listeners.
    pub(crate) fn refresh(&self, wants: impl Fn(u8, u64) -> bool) {
        // Of two refreshes at a time, the later answers must be published last.
        let _asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        self.publish(self.ask(&wants), &wants);
    }

    /// Asks which words of each part are wanted.
    pub(super) fn ask(&self, wants: &impl Fn(u8, u64) -> bool) -> Vec<Vec<bool>> {
        let parts: Vec<_> = census::lock(self.census).parts().collect();
        let ask = |words: &[crate::EnableWord]| {
            let words = words.iter();
            words.map(|it| wants(it.level(), it.keyword())).collect()
        };
        parts.into_iter().map(ask).collect()
    }

    /// Publishes the answers for each part. Asks again if a fragment has joined that the answers lack.
    pub(super) fn publish(&self, mut answers: Vec<Vec<bool>>, wants: &impl Fn(u8, u64) -> bool) {
        loop {
            let mut census = census::lock(self.census);
            if census.parts().count() == answers.len() {
                self.change(&mut census, 0, &answers);
                census.version += 1;
                census.publish();
                return;
            }
            drop(census);
            answers = self.ask(wants);
        }
    }

    /// Wants nothing from now on, even if it is refreshed later.
    pub(super) fn end(&self) {
        let mut census = census::lock(self.census);
        self.ended.store(true, Ordering::Relaxed);
        let answers: Vec<_> = census
            .parts()
            .map(|words| vec![false; words.len()])
            .collect();
        self.change(&mut census, 0, &answers);
        census.publish();
    }

    /// Takes over the answers for parts, from the part `first` on. A listener that is being detached wants nothing.
    pub(super) fn change(&self, census: &mut Census, first: usize, answers: &[Vec<bool>]) {
        let ended = self.ended.load(Ordering::Relaxed);
        for (part, answers) in answers.iter().enumerate() {
            let part = part + first;
            let words = &self.part(part, answers.len()).words;
            for (word, (before, &wanted)) in words.iter().zip(answers).enumerate() {
                let wanted = wanted && !ended;
                if before.swap(wanted, Ordering::Relaxed) != wanted {
                    census.count(part, word, wanted);
                }
            }
        }
    }

    /// Returns a part. Adds it if it is the next one.
    fn part(&self, index: usize, words: usize) -> &Wanted {
        let mut link = &self.wanted;
        for _ in 0..index {
            match link.get() {
                Some(part) => link = &part.next,
                None => break,
            }
        }
        link.get_or_init(|| {
            Box::new(Wanted {
                words: (0..words).map(|_| AtomicBool::new(false)).collect(),
                next: OnceLock::new(),
            })
        })
    }

    /// Returns the number of parts for which there are answers.
    pub(super) fn len(&self) -> usize {
        self.parts().count()
    }

    fn parts(&self) -> impl Iterator<Item = &Wanted> {
        core::iter::successors(self.wanted.get(), |part| part.next.get()).map(|part| &**part)
    }
}
