//! An event of a fragment, which has the tracepoints of the shipped provider.

use crate::decoded::Expected;
use crate::shipped::Case;

mod events {
    activation_services_events::etw_provider::include_manifest!("retries");
}

pub(crate) const CASES: [Case; 1] = [Case {
    emit: |activity| {
        events::DispatchSessionRetried {
            uri: "net.tcp://a/",
            attempt: 2,
            app_domain: "Störe",
        }
        .emit_with(activity)
    },
    expected: Expected {
        provider: "Microsoft_Windows_Application_Server_Applications",
        name: "DispatchSessionRetried",
        id: 4050,
        version: 0,
        level: 3,
        opcode: 0,
        task: 2500,
        keyword: 0x2000_0000_0000_0800,
        fields: r##""Uri": "net.tcp://a/", "Attempt": 2, "AppDomain": "Störe""##,
    },
}];
