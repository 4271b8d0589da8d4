#include "xsd/model/error.hpp"

namespace model {

Effect Error::effect() const noexcept {
    switch (code) {
    case ErrorCode::wrong_use:
    case ErrorCode::not_found:
    case ErrorCode::unknown_release:
    case ErrorCode::bad_bundle:
    case ErrorCode::bad_release: return Effect::refuse;
    case ErrorCode::store_busy:
    case ErrorCode::store_full:
    case ErrorCode::overloaded:
    case ErrorCode::internal: return Effect::retry;
    case ErrorCode::store_io:
    case ErrorCode::store_corrupt:
    case ErrorCode::store_version: return Effect::stop;
    }
    return Effect::stop;
}

char const* name(ErrorCode code) noexcept {
    switch (code) {
    case ErrorCode::wrong_use: return "wrong_use";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::unknown_release: return "unknown_release";
    case ErrorCode::bad_bundle: return "bad_bundle";
    case ErrorCode::bad_release: return "bad_release";
    case ErrorCode::store_busy: return "store_busy";
    case ErrorCode::store_full: return "store_full";
    case ErrorCode::store_io: return "store_io";
    case ErrorCode::store_corrupt: return "store_corrupt";
    case ErrorCode::store_version: return "store_version";
    case ErrorCode::overloaded: return "overloaded";
    case ErrorCode::internal: return "internal";
    }
    return "internal";
}

} // namespace model
