#include "gateway/rapport/maak.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace gateway::rapport {
namespace {

using rules::rapport::Opdracht;

model::Error wrong(std::string text) { return {model::ErrorCode::wrong_use, std::move(text)}; }

std::expected<model::Date, model::Error> dag(std::optional<std::string> const& tekst, std::string_view naam, model::Date anders) {
    if (!tekst) return anders;
    if (auto const gelezen = model::parse_date(*tekst); gelezen && tekst->size() == 10) return *gelezen;
    return std::unexpected(wrong(fmt::format("{} is een dag als 2026-01-31.", naam)));
}

bool cijfers(std::string_view tekst, std::size_t aantal) {
    return tekst.size() == aantal && std::ranges::all_of(tekst, [](char c) { return c >= '0' && c <= '9'; });
}

model::Result<void> lees_periode(Verzoek const& verzoek, model::Date vandaag, Opdracht& opdracht) {
    auto const op = dag(verzoek.op, "op", vandaag);
    if (!op) return std::unexpected(op.error());
    auto const jaar = model::civil(*op).year;
    auto const van = dag(verzoek.van, "van", model::date(jaar, 1, 1));
    if (!van) return std::unexpected(van.error());
    auto const tot = dag(verzoek.tot, "tot", model::date(verzoek.van ? model::civil(*van).year : jaar, 12, 31));
    if (!tot) return std::unexpected(tot.error());
    constexpr std::int32_t meeste_jaren = 50;
    if (*tot < *van) return std::unexpected(wrong("De periode eindigt voor zij begint."));
    if (model::civil(*tot).year - model::civil(*van).year > meeste_jaren || model::civil(*van).year < 1900 ||
        model::civil(*tot).year > 9999)
        return std::unexpected(wrong("De periode ligt tussen 1900 en 9999 en beslaat hoogstens vijftig jaar."));
    opdracht.op = *op;
    opdracht.periode = {*van, *tot};
    return {};
}

model::Result<void> lees_partijen(Verzoek const& verzoek, Opdracht& opdracht) {
    if (verzoek.gemeente && !cijfers(*verzoek.gemeente, 4)) return std::unexpected(wrong("gemeente is een CBS-code van vier cijfers."));
    if (verzoek.aanbieder && !cijfers(*verzoek.aanbieder, 8)) return std::unexpected(wrong("aanbieder is een AGB-code van acht cijfers."));
    opdracht.gemeente = verzoek.gemeente;
    opdracht.aanbieder = verzoek.aanbieder;
    opdracht.bericht = verzoek.bericht;
    return {};
}

model::Result<void> lees_contracten(Budgetten& contracten, store::Reader& reader, Verzoek const& verzoek, Opdracht& opdracht) {
    auto const bundels = reader.bundels();
    if (!bundels) return std::unexpected(bundels.error());
    std::vector<std::string> namen;
    for (auto const& bundel : *bundels) {
        if (!bundel.actief) continue;
        namen.push_back(bundel.naam);
        if (verzoek.bundel && *verzoek.bundel != bundel.naam) continue;
        auto contract = contracten.contract(reader, bundel.hash);
        if (!contract) return std::unexpected(contract.error());
        bool const heeft = !verzoek.gemeente || std::ranges::find((*contract)->gemeenten, *verzoek.gemeente,
                                                                  &model::ContractGemeente::code) != (*contract)->gemeenten.end();
        if (heeft) opdracht.contracten.push_back(std::move(*contract));
    }
    if (verzoek.bundel && std::ranges::find(namen, *verzoek.bundel) == namen.end())
        return std::unexpected(
            model::Error{model::ErrorCode::not_found, fmt::format("Er is geen actieve bundel met die naam; wel: {}.",
                                                                  namen.empty() ? "geen" : fmt::format("{}", fmt::join(namen, ", ")))});
    if (verzoek.gemeente && opdracht.contracten.empty() && !namen.empty())
        return std::unexpected(
            model::Error{model::ErrorCode::not_found, fmt::format("Gemeente {} staat in geen actieve bundel.", *verzoek.gemeente)});
    return {};
}

std::expected<void, Waarom> lees_invoer(Verzoek const& verzoek, Opdracht& opdracht) {
    std::vector<std::string> gemeenten;
    for (auto const& contract : opdracht.contracten)
        for (auto const& gemeente : contract->gemeenten) gemeenten.push_back(gemeente.code);
    std::ranges::sort(gemeenten);
    gemeenten.erase(std::ranges::unique(gemeenten).begin(), gemeenten.end());
    std::vector<model::Fout> fouten;
    for (auto const& bestand : verzoek.invoer) {
        auto const* vorm = rules::rapport::vind_invoer(bestand.naam);
        if (vorm == nullptr) {
            std::vector<std::string_view> namen;
            for (auto const& v : rules::rapport::invoervormen()) namen.push_back(v.naam);
            return std::unexpected(wrong(fmt::format("Invoer {} bestaat niet; wel: {}.", bestand.naam, fmt::join(namen, ", "))));
        }
        auto gelezen = rules::rapport::lees_invoer(*vorm, bestand.bestand, bestand.bytes, gemeenten);
        if (gelezen) opdracht.invoer.push_back(std::move(*gelezen));
        else fouten.insert(fouten.end(), gelezen.error().begin(), gelezen.error().end());
    }
    if (!fouten.empty()) return std::unexpected(std::move(fouten));
    return {};
}

/// Passes rows on, and tells how far it is.
class MetVoortgang final : public model::RapportBezoeker {
public:
    MetVoortgang(model::RapportBezoeker& naar, std::function<void(std::int64_t)> const& meld) : naar_(naar), meld_(meld) {}
    void op(model::RapportBericht const& b) override { naar_.op(b); }
    void op(model::RapportBericht const& b, model::RapportPrestatie const& r) override { naar_.op(b, r); }
    void op(model::RapportBericht const& b, model::RapportBoeking const& r) override { naar_.op(b, r); }
    void op(model::RapportBericht const& b, model::RapportToewijzing const& r) override { naar_.op(b, r); }
    void op(model::RapportBericht const& b, model::RapportLevering const& r) override { naar_.op(b, r); }
    void op(model::Registratie const& r) override { naar_.op(r); }
    void voortgang(std::int64_t rijen) override {
        if (meld_) meld_(rijen);
    }

private:
    model::RapportBezoeker& naar_;
    std::function<void(std::int64_t)> const& meld_;
};

} // namespace

std::optional<std::vector<std::pair<std::string, std::string>>> lees_instellingen(std::string_view tekst) {
    std::vector<std::pair<std::string, std::string>> uit;
    while (!tekst.empty()) {
        auto const komma = tekst.find(',');
        auto const een = tekst.substr(0, komma);
        auto const is = een.find('=');
        if (is == std::string_view::npos || is == 0 || is + 1 == een.size()) return std::nullopt;
        uit.emplace_back(een.substr(0, is), een.substr(is + 1));
        if (komma == std::string_view::npos) return uit;
        tekst.remove_prefix(komma + 1);
    }
    return std::nullopt;
}

std::expected<Rapport, Waarom> maak(Budgetten& contracten, store::Reader& reader, Verzoek const& verzoek, model::Date vandaag,
                                    std::function<void(std::int64_t)> const& voortgang) {
    auto const* soort = rules::rapport::vind_soort(verzoek.naam);
    if (soort == nullptr)
        return std::unexpected(model::Error{model::ErrorCode::not_found, "Dit rapport bestaat niet; ketenpoort report --list noemt ze."});
    Opdracht opdracht;
    opdracht.instellingen = verzoek.instellingen;
    if (auto done = lees_periode(verzoek, vandaag, opdracht); !done) return std::unexpected(done.error());
    if (auto done = lees_partijen(verzoek, opdracht); !done) return std::unexpected(done.error());
    if (auto done = lees_contracten(contracten, reader, verzoek, opdracht); !done) return std::unexpected(done.error());
    if (auto done = lees_invoer(verzoek, opdracht); !done) return std::unexpected(done.error());
    auto const berekening = soort->nieuw(*soort, opdracht);
    auto const vraag = berekening->vraag();
    if (!vraag) return std::unexpected(vraag.error());
    MetVoortgang bezoeker(*berekening, voortgang);
    if (auto done = reader.rapport(*vraag, bezoeker); !done) return std::unexpected(done.error());
    auto rapport = berekening->maak();
    if (!rapport) return std::unexpected(rapport.error());
    return std::move(*rapport);
}

} // namespace gateway::rapport
