#pragma once

#include "gateway/vsp/metadata.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// What a partner looks for among the messages that wait for it. Pure.
namespace gateway::vsp {

/// A stream of messages; what is not given is not looked at.
struct OpBerichtstroom {
    std::string berichttype;
    std::string berichtsubtype;                ///< empty: any
    std::optional<std::int64_t> berichtversie; ///< and subversie
    std::optional<std::int64_t> berichtsubversie;
    std::string actie; ///< empty: any
};
struct OpConversatieId {
    std::string conversatie_id;
};
struct OpAlsAntwoordOp {
    std::string als_antwoord_op;
};

struct Zoekvraag {
    std::variant<OpBerichtstroom, OpConversatieId, OpAlsAntwoordOp> pad;
    std::int64_t limit = 0;
};

/// The body of POST /berichten/zoeken: `zoekpadType` with what that looks for, at the top or in an object `zoekpad`, and `limit` beside it.
/// Strict otherwise. @param hoogste the largest limit, and the one that holds without
[[nodiscard]] std::expected<Zoekvraag, Fouten> lees_zoekvraag(std::string_view json, std::int64_t hoogste);

[[nodiscard]] bool past(Zoekvraag const& vraag, Metadata const& metadata);

} // namespace gateway::vsp
