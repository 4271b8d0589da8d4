#include "gateway/http/dossier.hpp"

#include "gateway/audit/dossier.hpp"
#include "gateway/http/from_store.hpp"
#include "gateway/vsp/zip.hpp"

#include <fmt/format.h>

namespace gateway::http {

namespace {

/// The log is signed once a minute.
Answer not_signed() {
    auto answer = problem(409, "Nog niet alles van deze toewijzing staat onder een controlepunt van het auditlog; probeer het over een minuut opnieuw.");
    answer.headers.emplace_back("Retry-After", "60");
    return answer;
}

model::Result<Answer> maak(store::Reader& reader, std::shared_ptr<xsd::SchemaSet const> schemas, audit::DossierVraag const& vraag) {
    auto const bestanden = audit::dossier(reader, std::move(schemas), vraag);
    auto const& keten = vraag.keten;
    if (!bestanden && bestanden.error().code == model::ErrorCode::not_found) return problem(404, keten_onbekend(keten));
    if (!bestanden && bestanden.error().code == model::ErrorCode::wrong_use) return not_signed();
    if (!bestanden) return std::unexpected(bestanden.error());
    auto const naam = fmt::format("dossier-{}-{}-{}.zip", keten.gemeente, model::name(keten.domein), keten.nummer);
    Answer answer{200, "application/zip", vsp::pak_in(*bestanden), {}, false};
    answer.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}\"", naam));
    answer.gezien.toewijzingen.push_back({keten.gemeente, keten.domein, keten.nummer});
    return answer;
}

} // namespace

boost::asio::awaitable<Answer> dossier(Services& services, Verzoek const& verzoek) {
    auto const& doel = verzoek.doel;
    auto const keten = keten_vraag(*doel.waarde("gemeente"), *doel.waarde("domein"), *doel.waarde("nummer"), std::nullopt);
    if (!keten) co_return problem(400, keten.error());
    auto const moment = services.klok();
    audit::DossierVraag const vraag{*keten, moment.utc_ms, moment.vandaag, services.openbare_sleutel};
    Lookup lookup = [&services, &vraag](store::Reader& reader) { return maak(reader, services.pipeline.gedeelde_schemas(), vraag); };
    Answer answer = co_await from_report(services, "dossier_faalt", std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
