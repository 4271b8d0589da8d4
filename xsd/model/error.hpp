#pragma once

#include <cstdint>
#include <expected>
#include <string>

namespace model {

/// What the caller must do with an error. Callers look at the effect, not at the list of codes.
enum class Effect : std::uint8_t {
    refuse, ///< the caller's fault: say so and go on
    retry,  ///< transient: nothing was stored, the same request may be sent again
    stop,   ///< we no longer trust our store or audit chain: the process must end
};

enum class ErrorCode : std::uint8_t {
    wrong_use,       ///< an argument, setting or request that cannot be carried out
    not_found,       ///< no such message, bundle or resource
    unknown_release, ///< a namespace we hold no schemas for
    bad_bundle,      ///< a contract bundle that does not load
    bad_release,     ///< a directory of releases that does not load
    store_busy,      ///< the store is locked by another process or too long occupied
    store_full,      ///< no space left on the device
    store_io,        ///< an I/O error; what was written is unknown
    store_corrupt,   ///< the store or the audit chain is not what we wrote
    store_version,   ///< the store was made by a newer program
    overloaded,      ///< a queue is full
    internal,        ///< a fault of ours that spoiled this one request only
};

/// "Could not decide": never the sender's message being wrong (that is a Finding), never a bug (that is an assert).
/// `context` is for the log and the operator; it holds no personal data.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string context;

    [[nodiscard]] Effect effect() const noexcept;
};

/// The name of a code, for logs and machine-readable output.
[[nodiscard]] char const* name(ErrorCode code) noexcept;

template <class T>
using Result = std::expected<T, Error>;

} // namespace model
