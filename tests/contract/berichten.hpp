#pragma once

#include "xsd/model/bericht.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

/// Small messages for tests, with the elements the store looks at. Client numbers are from the test range 9999.
namespace support {

inline constexpr std::string_view gemeente = "9901";
inline constexpr std::string_view aanbieder = "99000001";

inline model::Header header(std::string_view afzender, std::string_view ontvanger, std::string_view identificatie) {
    model::Header header;
    header.afzender = afzender;
    header.ontvanger = ontvanger;
    header.bericht_identificatie = {std::string(identificatie), model::date(2026, 5, 1)};
    header.xsd_versie = {"1.2.0", "1.0.1"};
    return header;
}

struct Toewijzing {
    std::int64_t nummer = 1;
    std::string tijd = "10:00:00";
    model::Date datum = model::date(2026, 1, 5);
    std::optional<model::Date> einddatum = std::nullopt;
    std::string reden = {};
    std::int64_t volume = 120;
    std::string referentie = {}; ///< ReferentieAanbieder of the verzoek it honours
};

inline model::Message toewijzingsbericht(std::string_view identificatie, std::string_view bsn, std::vector<Toewijzing> const& toewijzingen,
                                         model::Domein domein = model::Domein::wmo) {
    model::Bericht301 bericht;
    bericht.header = header(gemeente, aanbieder, identificatie);
    bericht.client.bsn = bsn;
    for (auto const& toewijzing : toewijzingen) {
        auto& product = bericht.client.toegewezen_producten.emplace_back();
        product.toewijzing_nummer = toewijzing.nummer;
        product.product = model::Product{"02", "02A03"};
        product.toewijzingsdatum = toewijzing.datum;
        product.toewijzingstijd = toewijzing.tijd;
        product.ingangsdatum = model::date(2026, 1, 1);
        if (toewijzing.einddatum) product.einddatum = *toewijzing.einddatum;
        if (!toewijzing.reden.empty()) product.reden_wijziging = model::Code(toewijzing.reden);
        product.omvang = model::Omvang{toewijzing.volume, "01", "2"};
        if (!toewijzing.referentie.empty()) product.referentie_aanbieder = toewijzing.referentie;
    }
    return {{domein, 301}, std::move(bericht), std::string(identificatie)};
}

struct Regel {
    std::int64_t toewijzing = 1;
    std::string referentie;
    std::string vorig = {}; ///< not empty: a credit of that reference
    std::int64_t volume = 60;
    std::int64_t cents = 6000;
};

struct Client {
    std::string bsn;
    std::vector<Regel> regels;
};

inline model::Message declaratiebericht(std::string_view identificatie, std::string_view nummer, std::vector<Client> const& clienten,
                                        std::int32_t maand = 4) {
    model::Bericht323 bericht;
    bericht.header = header(aanbieder, gemeente, identificatie);
    bericht.declaratie.declaratie_nummer = nummer;
    auto const begin = model::date(2026, maand, 1);
    bericht.declaratie.declaratie_periode = {begin, model::last_of_month(begin)};
    for (auto const& client : clienten) {
        auto& declaratie = bericht.declaratie.clienten.emplace_back();
        declaratie.bsn = client.bsn;
        for (auto const& regel : client.regels) {
            auto& prestatie = declaratie.prestaties.emplace_back();
            prestatie.product_referentie.referentie_nummer = regel.referentie;
            if (!regel.vorig.empty()) prestatie.product_referentie.vorig_referentie_nummer = regel.vorig;
            prestatie.toewijzing_nummer = regel.toewijzing;
            prestatie.product_categorie = "02";
            prestatie.product_code = "02A03";
            prestatie.product_periode = {begin, model::last_of_month(begin)};
            prestatie.geleverd_volume = regel.volume;
            prestatie.eenheid = "01";
            prestatie.product_tarief = model::Money{100};
            prestatie.ingediend_bedrag = {model::Money{regel.cents}, regel.vorig.empty() ? "D" : "C"};
        }
    }
    return {{model::Domein::wmo, 323}, std::move(bericht), std::string(identificatie)};
}

/// The answer to a 323, as a gemeente's own program sends it.
inline model::Message antwoordbericht(std::string_view identificatie, std::string_view declaratie_identificatie) {
    model::Bericht325 bericht;
    static_cast<model::Header&>(bericht.header) = header(gemeente, aanbieder, identificatie);
    bericht.header.declaratie_identificatie = {std::string(declaratie_identificatie), model::date(2026, 5, 1)};
    return {{model::Domein::wmo, 325}, std::move(bericht), std::string(identificatie)};
}

} // namespace support
