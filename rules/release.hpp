#pragma once

#include "rules/rule.hpp"
#include "xsd/model/csv.hpp"
#include "xsd/model/release.hpp"

#include <optional>
#include <span>
#include <vector>

namespace rules {

/// A rule as a release has it: where the release says nothing, as the rule itself says.
struct InRelease {
    model::Niveau niveau{};
    model::Code retourcode;
};

/// @returns nullopt when the rule does not apply in the release
[[nodiscard]] std::optional<InRelease> rule_in(model::Release const& release, Rule const& rule);

/// A rule that applies to a kind of message.
struct GeldendeRegel {
    Rule const* regel;
    InRelease in_release;
};

/// The rules that apply to a message in its release, in the order of the catalogue: looked up once a thread for each kind of message, and
/// alive as long as the thread.
[[nodiscard]] std::span<GeldendeRegel const> geldende_regels(model::Message const& bericht);

/// What is wrong in a release's regels.csv for this program: rules it does not have, levels a rule cannot run at. Pure.
[[nodiscard]] std::vector<model::Fout> check_release(model::Release const& release);

} // namespace rules
