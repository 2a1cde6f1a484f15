//! [`EnableWord`]: 32 bits that are 0 while events of one level and keyword are disabled.

use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sync::const_unless_loom;

/// The state of the events of one (level, keyword) pair; generated code has a word for each pair.
///
/// While it is 0 the events are disabled and cost one load and one branch. Each bit belongs to one party: ETW, the Linux
/// kernel, or the listeners of the process. A party sets and clears its bit without touching the others.
#[derive(Debug)]
pub struct EnableWord {
    bits: AtomicU32,
    level: u8,
    keyword: u64,
    #[cfg(all(target_os = "linux", feature = "user-events"))]
    pub(crate) tracepoint: crate::sink::Tracepoint,
}

impl EnableWord {
    /// The number of the bit that the Linux kernel sets while a `user_events` tracepoint is in use.
    pub const USER_EVENTS_BIT: u32 = 2;

    /// Set while an ETW session wants these events.
    pub(crate) const ETW: u32 = 1 << 0;
    /// Set while a listener of this process wants them.
    #[cfg(feature = "std")]
    pub(crate) const LISTENERS: u32 = 1 << 1;
    /// Set while the operating system wants them, on any system.
    pub(crate) const SYSTEM: u32 = Self::ETW | 1 << Self::USER_EVENTS_BIT;
    /// Set until the provider is registered, so that the first `emit` takes the slow path.
    pub(crate) const UNREGISTERED: u32 = 1 << 31;

    const_unless_loom! {
    /// For generated code: the word of the events with this level and keyword.
    #[must_use]
    pub const fn new(level: u8, keyword: u64) -> Self {
        Self {
            bits: AtomicU32::new(Self::UNREGISTERED),
            level,
            keyword,
            #[cfg(all(target_os = "linux", feature = "user-events"))]
            tracepoint: crate::sink::Tracepoint::new(),
        }
    }
    }

    /// Returns `true` if anyone is listening. Before the provider is registered it also returns `true`.
    // Relaxed, because this is a hint: `Provider::write` loads the bits again with Acquire.
    #[must_use]
    #[inline]
    pub fn is_enabled(&self) -> bool {
        self.bits.load(Ordering::Relaxed) != 0
    }

    /// Returns the level of the events.
    #[must_use]
    pub const fn level(&self) -> u8 {
        self.level
    }

    /// Returns the keyword of the events.
    #[must_use]
    pub const fn keyword(&self) -> u64 {
        self.keyword
    }

    /// Returns the address of the bits, for the Linux kernel, which sets and clears one of them.
    #[cfg(not(loom))]
    #[must_use]
    pub const fn as_ptr(&self) -> *mut u32 {
        self.bits.as_ptr()
    }

    /// Loads all bits. Everything that happened before a bit was set is visible afterwards.
    pub(crate) fn bits(&self) -> u32 {
        self.bits.load(Ordering::Acquire)
    }

    /// Sets or clears one party's bit.
    pub(crate) fn set(&self, bit: u32, enabled: bool) {
        let (before, after) = if enabled {
            let before = self.bits.fetch_or(bit, Ordering::Release);
            (before, before | bit)
        } else {
            let before = self.bits.fetch_and(!bit, Ordering::Release);
            (before, before & !bit)
        };
        #[cfg(feature = "tracing-subscriber")]
        if (before == 0) != (after == 0) {
            crate::tracing::note();
        }
        let _ = (before, after);
    }
}

/// The filter of all sessions together, as ETW combines them.
#[cfg(any(windows, loom, test))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct SessionFilter {
    /// The highest level wanted; 0 for all.
    pub(crate) level: u8,
    /// Events with any of these keywords are wanted; 0 for all.
    pub(crate) match_any_keyword: u64,
    /// Of those, only the ones that have all of these keywords.
    pub(crate) match_all_keyword: u64,
}

#[cfg(any(windows, loom, test))]
impl SessionFilter {
    /// Returns `true` if an event with this level and keyword passes. An event without keywords passes every mask.
    pub(crate) const fn passes(self, level: u8, keyword: u64) -> bool {
        (self.level == 0 || level <= self.level) && (keyword == 0 || self.passes_keyword(keyword))
    }

    const fn passes_keyword(self, keyword: u64) -> bool {
        (self.match_any_keyword == 0 || keyword & self.match_any_keyword != 0)
            && keyword & self.match_all_keyword == self.match_all_keyword
    }

    /// Sets the ETW bit of each word that passes and clears that of the others.
    pub(crate) fn apply(self, words: &[EnableWord]) {
        for word in words {
            word.set(EnableWord::ETW, self.passes(word.level, word.keyword));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EnableWord, SessionFilter};

    fn filter(level: u8, match_any_keyword: u64, match_all_keyword: u64) -> SessionFilter {
        SessionFilter {
            level,
            match_any_keyword,
            match_all_keyword,
        }
    }

    #[test]
    fn a_word_knows_its_level_and_keyword() {
        let word = EnableWord::new(5, 0x40);
        assert_eq!((word.level(), word.keyword()), (5, 0x40));
    }

    #[test]
    fn a_session_gets_its_level_and_the_more_severe_ones() {
        assert!(filter(3, 0, 0).passes(2, 0));
        assert!(filter(3, 0, 0).passes(3, 0));
        assert!(!filter(3, 0, 0).passes(4, 0));
    }

    #[test]
    fn level_zero_passes_on_either_side() {
        assert!(filter(0, 0, 0).passes(255, 0));
        assert!(filter(1, 0, 0).passes(0, 0));
    }

    #[test]
    fn any_keyword_is_enough_and_all_are_required() {
        assert!(filter(0, 0b0110, 0).passes(4, 0b0010));
        assert!(!filter(0, 0b0110, 0).passes(4, 0b1001));
        assert!(filter(0, 0b0110, 0b1000).passes(4, 0b1010));
        assert!(!filter(0, 0b0110, 0b1000).passes(4, 0b0010));
        assert!(!filter(0, 0b0110, 0b1001).passes(4, 0b1010));
    }

    #[test]
    fn a_mask_of_zero_asks_for_every_keyword() {
        assert!(filter(0, 0, 0).passes(4, 1 << 63));
        assert!(filter(0, 0, 1 << 63).passes(4, 1 << 63));
        assert!(!filter(0, 0, 1 << 63).passes(4, 1));
    }

    #[test]
    fn an_event_without_keywords_passes_every_mask() {
        assert!(filter(0, 1, 2).passes(4, 0));
    }

    #[test]
    fn a_change_of_the_session_leaves_the_bits_of_others_alone() {
        let words = [EnableWord::new(2, 1), EnableWord::new(5, 1)];
        filter(2, 0, 0).apply(&words);
        assert_eq!(words[0].bits(), EnableWord::ETW | EnableWord::UNREGISTERED);
        assert_eq!(words[1].bits(), EnableWord::UNREGISTERED);
        filter(5, 2, 0).apply(&words);
        assert_eq!(words[0].bits(), EnableWord::UNREGISTERED);
    }
}
