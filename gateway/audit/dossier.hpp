#pragma once

#include "gateway/keten.hpp"
#include "store/logboek.hpp"
#include "store/store.hpp"
#include "xsd/schema_set.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// The dossier of one toewijzing, for an auditor to take away: everything that led to its euros, with proofs that hold without us. Of
/// other citizens there is nothing in it.
namespace gateway::audit {

/// Name in the zip and bytes.
using Bestanden = std::vector<std::pair<std::string, std::string>>;

/// A message of the chain, as the summary tells of it.
struct DossierBericht {
    std::int64_t id = 0;
    std::string map;     ///< folder in the zip, "berichten/000012"
    bool geheel = false; ///< the original is in it; else only what is about this client
    std::vector<std::uint64_t> bladen;
    std::vector<std::string> bestanden; ///< in its folder
};

/// What a dossier is made with.
struct DossierVraag {
    KetenVraag keten; ///< without `op`
    std::int64_t moment_ms = 0;
    model::Date vandaag;
    std::string openbare_sleutel; ///< PEM
};

/// All files of the dossier. Errors: not_found (nothing is known of the toewijzing), wrong_use (a message in it is not under a checkpoint
/// yet), those of the store.
[[nodiscard]] model::Result<Bestanden> dossier(store::Reader& reader, std::shared_ptr<xsd::SchemaSet const> schemas,
                                               DossierVraag const& vraag);

/// The summary as one page that needs nothing else. Pure.
[[nodiscard]] std::string dossier_html(boost::json::object const& keten, std::vector<DossierBericht> const& berichten,
                                       boost::json::object const& geld, store::Controlepunt const& punt, std::string_view moment);

/// What the auditor does with it, step by step. Pure.
[[nodiscard]] std::string dossier_leesmij(std::vector<DossierBericht> const& berichten, store::Controlepunt const& punt);

/// deploy/audit/controleer.py, as it was when this program was built.
[[nodiscard]] std::string_view controleer_py();

} // namespace gateway::audit
