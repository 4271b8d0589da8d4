#pragma once

#include "xsd/model/error.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// Erasing what is stored of a person or a message for good.
namespace store {

/// What a text of a message of several clients is.
enum class Deel : std::uint8_t {
    bericht, ///< the message itself, or the answer to it
    besluit, ///< a decision record on it
};

/// Makes a text of a message of several clients again without one of them. @param bericht the message as it stands, which tells where a
/// decision record speaks of that client
using Herschrijver =
    std::function<model::Result<std::string>(Deel deel, std::string_view tekst, std::string_view bericht, std::string_view bsn)>;

/// Who has something erased, when and why. Texts without personal data of clients.
struct Wissing {
    std::int64_t moment_ms = 0;
    std::string door;
    std::string grond;
    /// Needed for messages of several clients (323, 325); without it such a message is erased whole.
    Herschrijver zonder{};
};

/// What was erased.
struct Gewist {
    std::int64_t berichten = 0;   ///< whole messages
    std::int64_t uittreksels = 0; ///< messages of several clients that were made again without this one
    std::int64_t sleutels = 0;    ///< keys that were destroyed
};

} // namespace store
