#pragma once

#include "gateway/config.hpp"
#include "gateway/partners.hpp"
#include "gateway/pipeline.hpp"
#include "xsd/model/kalender.hpp"
#include "xsd/schema_set.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The settings that decisions depend on: noted in the store each time they are others, so that what was decided can be decided again.
namespace gateway {

struct Omgeving {
    std::string feestdagen; ///< these three as the settings of the same name say them
    std::string vrije_dagen;
    std::string toch_werkdagen;
    bool weiger_test_bsn = false;

    struct Relay {
        std::string organisatie;
        model::Period geldig;
        friend auto operator<=>(Relay const&, Relay const&) = default;
    };
    std::vector<Relay> relay;                                  ///< organisations that answer for themselves; sorted
    std::vector<std::pair<std::string, std::string>> releases; ///< version and hash of the schemas, in order

    friend bool operator==(Omgeving const&, Omgeving const&) = default;
};

[[nodiscard]] Omgeving omgeving(Config const& config, Partners const& partners, xsd::SchemaSet const& schemas);

/// The one JSON text of them: equal settings give equal bytes.
[[nodiscard]] std::string to_json(Omgeving const& omgeving);
/// Errors: store_corrupt, when it is not what to_json() wrote.
[[nodiscard]] model::Result<Omgeving> parse_omgeving(std::string_view json);

/// A pipeline that decides as one with these settings did. The releases are those of `schemas`, whatever the settings say.
[[nodiscard]] Pipeline maak_pipeline(std::shared_ptr<xsd::SchemaSet const> schemas, Omgeving const& omgeving);

} // namespace gateway
