#pragma once

#include "tests/contract/berichten.hpp"

/// Starts, stops, verzoeken, their answers, and retours of a receiver, for tests.
namespace support {

struct Start {
    std::string status = "1";
    std::optional<std::int64_t> nummer = 1;
    std::optional<std::string> code = "02A03"; ///< of the product; nullopt: no product at all
    model::Date begin = model::date(2026, 1, 10);
    std::optional<model::Date> ingangsdatum = std::nullopt;
};

struct Stop : Start {
    std::string reden = "20";
    model::Date einde = model::date(2026, 3, 1);
};

template <class Product>
Product levering(Start const& start) {
    Product product;
    if (start.nummer) product.toewijzing_nummer = *start.nummer;
    if (start.code) product.product = model::Product{"02", *start.code};
    product.begindatum = start.begin;
    product.status_aanlevering = model::Code(start.status);
    if (start.ingangsdatum) product.toewijzing_ingangsdatum = *start.ingangsdatum;
    return product;
}

inline model::Message startbericht(std::string_view identificatie, std::string_view bsn, std::vector<Start> const& starts,
                                   std::string_view van = aanbieder) {
    model::Bericht305 bericht;
    bericht.header = header(van, gemeente, identificatie);
    bericht.client.bsn = bsn;
    for (auto const& start : starts) bericht.client.start_producten.push_back(levering<model::StartProduct>(start));
    return {{model::Domein::wmo, 305}, std::move(bericht), std::string(identificatie)};
}

inline model::Message stopbericht(std::string_view identificatie, std::string_view bsn, std::vector<Stop> const& stops) {
    model::Bericht307 bericht;
    bericht.header = header(aanbieder, gemeente, identificatie);
    bericht.client.bsn = bsn;
    for (auto const& stop : stops) {
        auto& product = bericht.client.stop_producten.emplace_back(levering<model::StopProduct>(stop));
        product.reden_beeindiging = model::Code(stop.reden);
        product.einddatum = stop.einde;
    }
    return {{model::Domein::wmo, 307}, std::move(bericht), std::string(identificatie)};
}

inline model::Message verzoekbericht(std::string_view identificatie, std::string_view bsn, std::vector<std::string> const& referenties,
                                     std::string_view aan = gemeente, model::Domein domein = model::Domein::wmo) {
    model::Bericht315 bericht;
    bericht.header = header(aanbieder, aan, identificatie);
    bericht.client.bsn = bsn;
    for (auto const& referentie : referenties) bericht.client.aangevraagde_producten.emplace_back().referentie_aanbieder = referentie;
    return {{domein, 315}, std::move(bericht), std::string(identificatie)};
}

inline model::Message wijzigingsbericht(std::string_view identificatie, std::string_view bsn, std::string_view referentie,
                                        std::vector<std::int64_t> const& ongewijzigd = {},
                                        std::vector<std::int64_t> const& te_wijzigen = {}) {
    model::Bericht317 bericht;
    bericht.header = header(aanbieder, gemeente, identificatie);
    bericht.client.bsn = bsn;
    auto& verzoek = bericht.client.verzoek;
    verzoek.referentie_aanbieder = referentie;
    for (auto const nummer : ongewijzigd) verzoek.ongewijzigde_producten.emplace_back().toewijzing_nummer = nummer;
    for (auto const nummer : te_wijzigen) verzoek.te_wijzigen_producten.emplace_back().toewijzing_nummer = nummer;
    return {{model::Domein::wmo, 317}, std::move(bericht), std::string(identificatie)};
}

inline model::Message verzoekantwoord(std::string_view identificatie, std::string_view referentie, char const* antwoord,
                                      std::string_view van = gemeente) {
    model::Bericht319 bericht;
    bericht.header = header(van, aanbieder, identificatie);
    bericht.antwoord.referentie_aanbieder = referentie;
    bericht.antwoord.verzoek_antwoord = antwoord;
    return {{model::Domein::wmo, 319}, std::move(bericht), std::string(identificatie)};
}

/// The receiver's answer to `heen`: its header repeated. No codes: approved.
template <class Bericht>
model::Message retour(model::Message const& heen, model::RetourCodes const& codes = {}) {
    Bericht bericht;
    static_cast<model::Header&>(bericht.header) = model::header(heen);
    bericht.header.identificatie_retour = "R";
    bericht.header.retour_codes = codes;
    model::BerichtSoort const soort{heen.soort.domein, static_cast<std::int16_t>(heen.soort.nummer + 1)};
    return {soort, std::move(bericht), heen.identificatie_sleutel};
}

} // namespace support
