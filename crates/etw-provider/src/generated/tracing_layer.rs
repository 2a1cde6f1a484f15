//! [`tracing_layer!`](crate::tracing_layer): the layer of a provider that has an event for each level of `tracing`.

/// Declares `tracing_layer` for a provider with these events, from `ERROR` to `TRACE`; for generated code.
#[cfg(feature = "tracing-subscriber")]
#[doc(hidden)]
#[macro_export]
macro_rules! tracing_layer {
    ($metadata:ident, $($event:ident),* $(,)?) => {
        /// Returns a layer of `tracing-subscriber` that emits the program's events of `tracing` as events of this provider.
        pub fn tracing_layer<S>() -> $crate::tracing::EventLayer<S> {
            static LEVELS: $crate::tracing::Levels = $crate::tracing::Levels::new(
                &$metadata,
                [$(
                    $crate::tracing::LevelEvent {
                        metadata: <$event<'static> as $crate::Decode>::event,
                        emit: |it, activity| {
                            let $crate::tracing::Record { message, target, span, fields, file, line } = *it;
                            $event { message, target, span, fields, file, line }.emit_with(activity)
                        },
                    }
                ),*],
            );
            LEVELS.layer()
        }
    };
}

/// Declares a `tracing_layer` that does not compile when it is called; for generated code.
#[cfg(not(feature = "tracing-subscriber"))]
#[doc(hidden)]
#[macro_export]
macro_rules! tracing_layer {
    ($metadata:ident, $($event:ident),* $(,)?) => {
        /// Needs the feature `tracing-subscriber` of `etw-provider`.
        pub fn tracing_layer()
        where
            // For any lifetime, because the compiler rejects other bounds that never hold already here.
            for<'a> &'a (): $crate::TracingSubscriberFeature,
        {
        }
    };
}

/// Implemented by nothing.
#[cfg(not(feature = "tracing-subscriber"))]
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`tracing_layer` needs the feature `tracing-subscriber` of `etw-provider`",
    label = "the feature is off",
    note = "in Cargo.toml, write `etw-provider = {{ version = \"0.1\", features = [\"tracing-subscriber\"] }}`"
)]
pub trait TracingSubscriberFeature {}
