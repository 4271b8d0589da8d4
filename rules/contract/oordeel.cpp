#include "rules/contract/oordeel.hpp"

#include "rules/contract/legitimiteit.hpp"
#include "rules/contract/regels.hpp"
#include "rules/standard/common.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

namespace rules::contract {
namespace {

/// Turns what a rule reported into findings.
class Verzamelaar {
public:
    Verzamelaar(ContractZaak const& zaak, model::Findings& uit)
        : zaak_(zaak), uit_(uit), verzoek_(zaak.bericht == 315 || zaak.bericht == 317) {}

    void take(Actief const& actief, Lijn const& lijn, ContractMeldingen& meldingen) {
        for (auto& m : meldingen) {
            auto const plaats = standard::at(lijn.plaats, m.element);
            model::Finding b{.regel = std::string(actief.regel->id),
                             .niveau = model::Niveau::extern_bron,
                             .retourcode = {},
                             .plaats = plaats,
                             .xpath = model::xpath(zaak_.zaak.bericht.soort, plaats),
                             .lijn = plaats.lijn,
                             .melding = std::move(m.melding),
                             .waarde = std::move(m.waarde),
                             .grens = std::move(m.grens),
                             .berekening = std::move(m.berekening),
                             .bron = bron(zaak_, m.herkomst),
                             .oplossing = std::move(m.oplossing),
                             .gevolg = m.alleen_signaal ? model::Gevolg::signaleren : actief.gevolg,
                             .voorstel = {}};
            if (verzoek_) b.voorstel = m.voorstel ? *m.voorstel : model::Code(actief.regel->voorstel);
            uit_.push_back(std::move(b));
        }
        meldingen.clear();
    }

private:
    ContractZaak const& zaak_;
    model::Findings& uit_;
    bool verzoek_;
};

/// Running totals per toewijzing, and per calendar year where that is what counts, while the lines of a 323 go by.
class Gedeclareerd {
public:
    Gedeclareerd(ContractZaak const& zaak, std::span<model::ClientDeclaratie const> clienten) : zaak_(zaak) {
        nodig_ = std::ranges::any_of(zaak.feiten.registraties, [](auto const& r) { return r.soort == "casusbudget"; });
        std::set<std::string_view> gezien;
        standard::for_each_prestatie(clienten, [&](auto const&, model::Prestatie const& p, model::Place const&) {
            if (!nodig_ && gezien.insert(p.product_code).second) nodig_ = per_jaar(p.product_code);
        });
    }
    [[nodiscard]] bool nodig() const { return nodig_; }

    /// The total with this line in it.
    model::Money add(Lijn const& lijn) {
        auto const* casus = zaak_.registratie("casusbudget", lijn);
        auto const jaar = casus != nullptr ? 0 : model::civil(lijn.begin).year;
        auto const [at, is_new] = totalen_.try_emplace({lijn.nummer, jaar});
        if (is_new && lijn.feit != nullptr)
            for (auto const& debet : lijn.feit->debetten)
                if (jaar == 0 || model::civil(debet.periode.begin).year == jaar) at->second += debet.bedrag;
        at->second += lijn.prestatie->ingediend_bedrag.signed_amount();
        return at->second;
    }

private:
    /// Whether a product has a tarief in euros, which is the most per client and calendar year (R36).
    [[nodiscard]] bool per_jaar(std::string_view code) const {
        auto const key = [](model::ContractTarief const& t) { return std::tuple(t.domein, std::string_view(t.product), t.eenheid.view()); };
        return std::ranges::binary_search(zaak_.contract.tarieven, std::tuple(zaak_.domein, code, std::string_view("83")), {}, key);
    }

    ContractZaak const& zaak_;
    bool nodig_ = false;
    std::map<std::pair<std::int64_t, std::int32_t>, model::Money> totalen_;
};

void beoordeel_prestaties(ContractZaak& zaak, std::vector<Actief> const& actief, model::Verdict& verdict) {
    if (verdict.toegekend.empty()) return;
    Verzamelaar verzamelaar(zaak, verdict.bevindingen);
    auto const clienten = standard::declaratie_clienten(zaak.zaak.bericht);
    Gedeclareerd gedeclareerd(zaak, clienten);
    auto const approved = [&](model::Place const& p) { return bool(verdict.toegekend[p.client][p.item]); };
    auto const is_credit = [](model::Prestatie const& p) { return p.ingediend_bedrag.debet_credit == "C"; };
    if (gedeclareerd.nodig()) // credits count before debets (OP366)
        standard::for_each_prestatie(clienten, [&](auto const&, model::Prestatie const& p, model::Place const& plaats) {
            if (is_credit(p) && approved(plaats)) gedeclareerd.add(zaak.lijn(p, plaats));
        });
    std::set<std::pair<ContractRegel const*, Groep const*>> gemeld;
    ContractMeldingen meldingen;
    standard::for_each_prestatie(clienten, [&](auto const&, model::Prestatie const& p, model::Place const& plaats) {
        if (is_credit(p) || !approved(plaats)) return;
        auto lijn = zaak.lijn(p, plaats);
        if (gedeclareerd.nodig()) lijn.gedeclareerd = gedeclareerd.add(lijn);
        for (auto const& a : actief) {
            a.regel->check(zaak, lijn, meldingen);
            if (meldingen.empty()) continue;
            if (a.regel->een_keer && !gemeld.insert({a.regel, lijn.groep}).second) meldingen.clear();
            verzamelaar.take(a, lijn, meldingen);
        }
    });
}

} // namespace

std::vector<Actief> actieve_regels(model::Contract const& contract, std::int16_t bericht) {
    std::vector<Actief> all;
    for (auto const* regel : regels()) {
        auto const* legitiem = contract::legitiem(regel->id, bericht);
        if (regel->check == nullptr || legitiem == nullptr || !legitiem->kijkt) continue;
        auto const* instelling = contract.regel(regel->id, bericht);
        if (instelling != nullptr ? !instelling->aan : regel->op_verzoek) continue;
        auto gevolg = instelling != nullptr ? instelling->gevolg : legitiem->standaard;
        // A check of ours has no retourcode, so rejecting is for the rules it acts through.
        if (gevolg == model::Gevolg::afkeuren || !mag(regel->id, bericht, gevolg)) gevolg = model::Gevolg::signaleren;
        all.push_back({regel, gevolg});
    }
    return all;
}

void beoordeel(Zaak const& z, model::Verdict& verdict) {
    auto const* contract = z.feiten.contract.get();
    if (contract == nullptr || !contract->heeft_afspraken() || verdict.uitkomst == model::Uitkomst::afgekeurd) return;
    auto const actief = actieve_regels(*contract, z.bericht.soort.nummer);
    if (actief.empty()) return;
    ContractZaak zaak(z, *contract);
    if (zaak.bericht == 323) return beoordeel_prestaties(zaak, actief, verdict);
    Verzamelaar verzamelaar(zaak, verdict.bevindingen);
    ContractMeldingen meldingen;
    for (auto const& a : actief)
        for (auto const& lijn : zaak.lijnen()) {
            if (lijn.groep == nullptr && a.regel != &r21) continue; // the Header of a 302 names no product
            a.regel->check(zaak, lijn, meldingen);
            verzamelaar.take(a, lijn, meldingen);
        }
}

} // namespace rules::contract
