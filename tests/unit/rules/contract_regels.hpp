#pragma once

#include "rules/contract/oordeel.hpp"
#include "tests/support/zaak.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

/// A contract with agreements for unit tests: perceel P1 of begeleiding (3+1+1 from 2022, two extensions granted) with aanbieder
/// 42420001, gemeenten Diemen and Amsterdam. A test bends what it is about.
namespace contractzaak {

using bouw::dag;

inline model::Perceel perceel(std::string id = "P1") {
    model::Perceel p;
    p.id = std::move(id);
    p.naam = "Begeleiding";
    p.vorm = "3+1+1";
    p.herkomst = "bundel.toml:10";
    return p;
}

inline model::Overeenkomst overeenkomst(std::string aanbieder = "42420001", std::string perceel = "P1") {
    model::Overeenkomst o;
    o.aanbieder = std::move(aanbieder);
    o.perceel = std::move(perceel);
    o.rol = "regionaal";
    o.geldig = {dag("2022-01-01"), dag("2026-12-31")};
    o.einde_basis = dag("2024-12-31");
    o.verlengingen = 2;
    o.herkomst = "overeenkomsten.csv:2";
    return o;
}

inline model::Budget budget(std::string id, std::int64_t bedrag, std::int32_t jaar = 2026) {
    model::Budget b;
    b.id = std::move(id);
    b.aanbieder = "42420001";
    b.perceel = "P1";
    b.jaar = jaar;
    b.bedrag = {bedrag};
    b.herkomst = "budgetten.csv:2";
    return b;
}

inline model::Capaciteit capaciteit(std::int32_t aantal, bool per_jaar = false) {
    model::Capaciteit c;
    c.id = "C1";
    c.per_jaar = per_jaar;
    c.perceel = "P1";
    c.aantal = aantal;
    c.geldig = {dag("2019-01-01"), std::nullopt};
    c.herkomst = "capaciteit.csv:2";
    return c;
}

/// Facts with a contract that a test may change.
struct Zaak {
    std::shared_ptr<model::Contract> contract = zaak::contract();
    model::Facts feiten;
    model::Date vandaag = dag(zaak::vandaag);

    Zaak() {
        contract->gemeenten.push_back({"0363", "Amsterdam", contract->geldig, "gemeenten.csv:3"});
        for (auto& p : contract->producten) p.perceel = "P1";
        model::Contractvorm vorm;
        vorm.id = "3+1+1";
        vorm.basis_jaren = 3;
        vorm.opties = {1, 1};
        contract->vormen = {vorm};
        contract->percelen = {perceel()};
        contract->overeenkomsten = {overeenkomst()};
        feiten.clienten.insert(bouw::bsn_1);
    }

    [[nodiscard]] model::ContractProduct& product() const { return contract->producten.front(); }
    [[nodiscard]] model::Overeenkomst& aanbieder() const { return contract->overeenkomsten.front(); }
    [[nodiscard]] model::Perceel& lot() const { return contract->percelen.front(); }

    void zet(std::string regel, model::Gevolg gevolg, bool aan = true, std::int16_t bericht = 0) const {
        contract->regels.push_back({std::move(regel), bericht, aan, gevolg, "bundel.toml:40"});
    }
    void registreer(std::string soort, std::int64_t toewijzing = 1001, char const* datum = nullptr, std::string tekst = {},
                    std::optional<model::Money> bedrag = std::nullopt) {
        model::Registratie r;
        r.soort = std::move(soort);
        r.gemeente = "0384";
        r.toewijzing = toewijzing;
        if (toewijzing == 0) r.aanbieder = "42420001";
        if (datum != nullptr) r.datum = dag(datum);
        r.tekst = std::move(tekst);
        r.bedrag = bedrag;
        r.herkomst = "registraties.csv:2";
        feiten.contract_feiten.registraties.push_back(std::move(r));
    }
    model::Inzet& inzet(std::int64_t nummer, char const* van, char const* tot, std::string aanbieder = "42420001",
                        std::string code = "02A16") {
        model::Inzet i;
        i.nummer = nummer;
        i.gemeente = "0384";
        i.aanbieder = std::move(aanbieder);
        i.categorie = "02";
        i.code = std::move(code);
        i.van = dag(van);
        if (tot != nullptr) i.tot = dag(tot);
        feiten.contract_feiten.inzet.push_back(std::move(i));
        return feiten.contract_feiten.inzet.back();
    }
    /// What stands on the account of the aanbieder for 02A16.
    void vastgelegd(std::int64_t cents, std::int32_t jaar = 2026, std::string aanbieder = "42420001", std::int64_t aantal = 1) {
        model::Rekening r{std::move(aanbieder), "0384", model::Domein::wmo, "02", "02A16", jaar};
        model::Stand s;
        s.vastgelegd = s.beslag = {cents};
        s.toewijzingen = aantal;
        auto& all = feiten.contract_feiten.rekeningen;
        all.insert(std::ranges::upper_bound(all, r, {}, &std::pair<model::Rekening, model::Stand>::first), {r, s});
    }

    /// What the contract rules find; every prestatie of a 323 was approved.
    [[nodiscard]] model::Findings oordeel(model::Message const& bericht) {
        feiten.contract = contract;
        model::Verdict verdict;
        if (auto const* d = std::get_if<model::Bericht323>(&bericht.inhoud))
            for (auto const& client : d->declaratie.clienten) verdict.toegekend.emplace_back(client.prestaties.size(), true);
        rules::contract::beoordeel({bericht, feiten, vandaag}, verdict);
        for (auto const& b : verdict.bevindingen)
            for (auto const& tekst : {b.melding, b.waarde, b.grens, b.berekening, b.oplossing})
                if (tekst.find(bouw::bsn_1) != std::string::npos) throw std::logic_error("a BSN in " + b.regel);
        return std::move(verdict.bevindingen);
    }
    [[nodiscard]] model::ContractVraag vraag(model::Message const& bericht) {
        feiten.contract = contract;
        return rules::contract::vraag(bericht, feiten, *contract);
    }
};

/// The first finding of a rule.
inline model::Finding const& eerste(model::Findings const& all, std::string_view regel) {
    auto const it = std::ranges::find(all, regel, &model::Finding::regel);
    REQUIRE_MESSAGE(it != all.end(), std::string(regel));
    return *it;
}

/// "R14 aanhouden", one per finding, with the proposed WJ759 behind it: "R14 signaleren 2".
inline std::vector<std::string> lijst(model::Findings const& bevindingen) {
    std::vector<std::string> all;
    for (auto const& b : bevindingen)
        all.push_back(fmt::format("{} {}{}{}", b.regel, model::name(b.gevolg), b.voorstel.empty() ? "" : " ", b.voorstel.view()));
    return all;
}
using Lijst = std::vector<std::string>;

/// A toewijzing of an amount of euros over 2026.
inline model::ToegewezenProduct euros(std::int64_t nummer, std::int64_t cents) {
    auto p = bouw::product(nummer);
    p.omvang.reset();
    p.budget = model::Bedrag(model::Money{cents});
    return p;
}

} // namespace contractzaak
