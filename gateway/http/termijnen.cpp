#include "gateway/http/termijnen.hpp"

#include "gateway/http/from_store.hpp"
#include "gateway/http/lijst.hpp"
#include "gateway/http/rechten.hpp"
#include "gateway/termijnen.hpp"

#include <boost/json.hpp>

#include <array>

namespace gateway::http {

namespace {

constexpr std::int64_t of_each_kind = 500;

/// Those of their gemeenten.
model::Result<std::vector<OpenTermijn>> begrens(store::Reader& reader, aanmelden::Aangemeld const& wie, std::vector<OpenTermijn> open) {
    std::vector<OpenTermijn> own;
    for (auto& termijn : open) {
        auto const record = reader.bericht(termijn.bericht);
        if (!record) return std::unexpected(record.error());
        if (*record && binnen_bereik(wie, std::array{(*record)->afzender, (*record)->ontvanger})) own.push_back(std::move(termijn));
    }
    return own;
}

} // namespace

boost::asio::awaitable<Answer> termijnen(Services& services, Verzoek const& verzoek) {
    auto const csv = wil_csv(verzoek.doel, verzoek.accept);
    if (!csv) co_return problem(400, csv.error());
    auto const vandaag = services.klok().vandaag;
    auto const* wie = verzoek.sessie && !verzoek.sessie->wie.alle() ? &verzoek.sessie->wie : nullptr;
    Lookup lookup = [vandaag, csv = *csv, wie, &kalender = services.pipeline.kalender()](store::Reader& reader) -> model::Result<Answer> {
        auto open = open_termijnen(reader, kalender, vandaag, of_each_kind);
        if (open && wie != nullptr) open = begrens(reader, *wie, std::move(*open));
        if (!open) return std::unexpected(open.error());
        static constexpr std::array<Kolom, 7> kolommen{
            {{"soort"}, {"termijn"}, {"werkdagen"}, {"te_laat"}, {"berichtsoort"}, {"organisatie"}, {"bericht"}}};
        Lijst lijst{"termijnen", {}, std::nullopt, kolommen, {}};
        for (auto const& termijn : *open) lijst.rijen.push_back(termijn_json(termijn, vandaag, kalender));
        lijst.verder["vandaag"] = model::to_string(vandaag);
        return toon_lijst(std::move(lijst), csv);
    };
    Answer answer = co_await from_store(services, std::move(lookup));
    co_return answer;
}

} // namespace gateway::http
