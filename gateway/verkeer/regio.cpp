#include "gateway/verkeer/regio.hpp"

#include "rules/standard/afspraak.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::verkeer {

namespace {

/// Above this a piece is a whole traject, below it something that comes every month.
constexpr model::Money traject_vanaf{100'000};
/// AGB codes of a bundle that names no aanbieders: made up, given to nobody in this program's examples.
constexpr int aanbieders_zonder_bundel = 8;

std::uint16_t index_van(std::vector<std::string>& alle, std::string const& een) {
    auto const at = std::ranges::find(alle, een);
    if (at == alle.end()) alle.push_back(een);
    return static_cast<std::uint16_t>(std::ranges::find(alle, een) - alle.begin());
}

bool betaalt_per_client(model::Bekostiging b) { return b != model::Bekostiging::gebied && b != model::Bekostiging::lumpsum; }

bool neemt_niet_deel(model::Contract const& contract, std::string const& gemeente, model::ContractProduct const& product) {
    return std::ranges::any_of(contract.geen_deelname, [&](auto const& d) {
        return d.gemeente == gemeente &&
               (d.product.empty() ? !d.perceel.empty() && d.perceel == product.perceel : d.product == product.code);
    });
}

/// Delivered only beside something else.
bool alleen_naast(model::Contract const& contract, model::ContractProduct const& product) {
    return std::ranges::any_of(contract.combinaties, [&](auto const& c) {
        return !c.sluit_uit && (c.deze == product.code || (!product.perceel.empty() && c.deze == product.perceel));
    });
}

/// The larger one is chosen more often: an aanbieder far down the list has few clients.
std::uint32_t gewicht(std::size_t aanbieder, std::size_t product) {
    return static_cast<std::uint32_t>(60'000 / ((aanbieder % 8 + 1) * (product % 4 + 2)));
}

class Maker {
public:
    Maker(model::Contract const& contract, model::Period periode) : contract_(contract), periode_(periode) { regio_.contract = &contract; }

    model::Result<Regio> maak() {
        for (auto const& g : contract_.gemeenten)
            if (g.geldig.op(periode_.begin) && g.geldig.op(periode_.einde)) regio_.gemeenten.push_back(&g);
        if (contract_.heeft_afspraken()) uit_overeenkomsten();
        else zonder_afspraken();
        if (regio_.gemeenten.empty() || (regio_.wmo.empty() && regio_.jw.empty()))
            return std::unexpected(model::Error{
                model::ErrorCode::wrong_use,
                fmt::format(
                    "Bundel {} heeft geen gemeente of geen product met een tarief en een overeenkomst, geldig van {} tot en met {}.",
                    contract_.label(), model::to_dutch(periode_.begin), model::to_dutch(periode_.einde))});
        return std::move(regio_);
    }

private:
    [[nodiscard]] bool bruikbaar(model::ContractProduct const& p) const {
        if (p.algemeen || p.open_tot || !p.geldig.op(periode_.begin) || !p.geldig.op(periode_.einde)) return false;
        if (contract_.parameters.profiel_verplicht && p.profiel.empty()) return false;
        return !alleen_naast(contract_, p);
    }

    void voeg_toe(Aanbod a) {
        auto const wie = std::string_view(regio_.aanbieders[a.aanbieder]);
        auto const* tarief = contract_.tarief(a.product->domein, a.product->code, a.product->eenheid, wie, periode_.einde);
        if (tarief == nullptr && !a.euros()) return;
        bool const bij_traject = a.perceel != nullptr && (a.perceel->bekostiging == model::Bekostiging::traject ||
                                                          a.perceel->bekostiging == model::Bekostiging::resultaat);
        a.traject = a.product->eenheid == "82" && (bij_traject || tarief->tarief > traject_vanaf);
        auto& lijst = a.product->domein == model::Domein::wmo ? regio_.wmo : regio_.jw;
        a.gewicht = gewicht(a.aanbieder, lijst.size());
        if (!a.gemeenten.empty()) lijst.push_back(std::move(a));
    }

    void zonder_afspraken() {
        for (auto const& t : contract_.tarieven)
            if (!t.aanbieder.empty()) index_van(regio_.aanbieders, t.aanbieder);
        for (int n = 1; static_cast<int>(regio_.aanbieders.size()) < aanbieders_zonder_bundel; ++n)
            index_van(regio_.aanbieders, fmt::format("4199{:04}", n));
        std::vector<std::uint16_t> overal(regio_.gemeenten.size());
        for (std::size_t i = 0; i < overal.size(); ++i) overal[i] = static_cast<std::uint16_t>(i);
        for (auto const& p : contract_.producten)
            for (std::size_t a = 0; a < regio_.aanbieders.size(); ++a)
                if (bruikbaar(p))
                    voeg_toe({.product = &p,
                              .aanbieder = static_cast<std::uint16_t>(a),
                              .gemeenten = overal,
                              .begin = {std::max(p.geldig.van, contract_.geldig.van), p.geldig.tot},
                              .stop = std::nullopt});
    }

    void uit_overeenkomsten() {
        for (auto const& o : contract_.overeenkomsten) {
            if (o.rol == "buiten_raam" || !o.hoofdaannemer.empty()) continue;
            auto const* perceel = contract_.vind_perceel(o.perceel);
            if (perceel == nullptr || !betaalt_per_client(perceel->bekostiging)) continue;
            auto const aanbieder = index_van(regio_.aanbieders, o.aanbieder);
            for (auto const& p : contract_.producten) {
                if (p.perceel != o.perceel || !bruikbaar(p)) continue;
                Aanbod a{.product = &p,
                         .perceel = perceel,
                         .aanbieder = aanbieder,
                         .gemeenten = {},
                         .begin = {std::max({o.geldig.van, p.geldig.van, contract_.geldig.van}), o.geldig.tot},
                         .stop = o.clientenstop};
                for (std::size_t g = 0; g < regio_.gemeenten.size(); ++g)
                    if (in_gemeente(*perceel, o, p, regio_.gemeenten[g]->code)) a.gemeenten.push_back(static_cast<std::uint16_t>(g));
                if (a.begin.van <= periode_.einde && (!a.begin.tot || periode_.begin <= *a.begin.tot)) voeg_toe(std::move(a));
            }
        }
    }

    [[nodiscard]] bool in_gemeente(model::Perceel const& perceel, model::Overeenkomst const& o, model::ContractProduct const& p,
                                   std::string const& gemeente) const {
        if (perceel.lokaal && !o.gemeenten.empty() && std::ranges::find(o.gemeenten, gemeente) == o.gemeenten.end()) return false;
        return perceel.bekostiging_in(gemeente) == perceel.bekostiging && !neemt_niet_deel(contract_, gemeente, p);
    }

    model::Contract const& contract_;
    model::Period periode_;
    Regio regio_;
};

} // namespace

std::optional<model::Money> Regio::tarief(Aanbod const& aanbod, model::Period periode) const {
    auto const& wie = aanbieders[aanbod.aanbieder];
    auto const op = [&](model::Date dag) -> std::optional<model::Money> {
        auto const* t = contract->tarief(aanbod.product->domein, aanbod.product->code, aanbod.product->eenheid, wie, dag);
        if (t == nullptr) return std::nullopt;
        return rules::standard::met_opslagen(*contract, *t, wie, dag);
    };
    auto const begin = op(periode.begin);
    return begin == op(periode.einde) ? begin : std::nullopt;
}

bool alleen_signaal(model::Contract const& contract, std::string_view regel) {
    auto const* instelling = contract.regel(regel, 301);
    return instelling != nullptr && instelling->gevolg == model::Gevolg::signaleren;
}

model::Result<Regio> maak_regio(model::Contract const& contract, model::Period periode) { return Maker(contract, periode).maak(); }

} // namespace gateway::verkeer
