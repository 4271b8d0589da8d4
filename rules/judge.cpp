#include "rules/judge.hpp"

#include "rules/besluiten.hpp"
#include "rules/contract/grootboek.hpp"
#include "rules/contract/oordeel.hpp"
#include "rules/contract/sterkte.hpp"
#include "rules/regels.hpp"
#include "rules/release.hpp"
#include "rules/rule.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace rules {
namespace {

/// Whether a rule looks at the message alone, which is the first step.
bool within(InRelease const& in_release) { return in_release.niveau <= model::Niveau::bericht; }

/// Moves what a rule reported into findings. Costs nothing when it reported nothing.
void take(GeldendeRegel const& geldend, model::Message const& bericht, Meldingen& meldingen, model::Findings& uit) {
    if (meldingen.empty()) return;
    auto const& [rule, in_release] = geldend;
    for (auto& melding : meldingen) {
        auto bron = melding.bron.soort.empty() ? model::Bron{"standaard", std::string(rule->bron), ""} : std::move(melding.bron);
        uit.push_back({.regel = std::string(rule->id),
                       .niveau = in_release.niveau,
                       .retourcode = in_release.retourcode,
                       .plaats = melding.plaats,
                       .xpath = model::xpath(bericht.soort, melding.plaats),
                       .lijn = melding.plaats.lijn,
                       .melding = std::move(melding.melding),
                       .waarde = std::move(melding.waarde),
                       .grens = std::move(melding.grens),
                       .berekening = std::move(melding.berekening),
                       .bron = std::move(bron),
                       .oplossing = std::move(melding.oplossing)});
    }
    meldingen.clear();
}

enum class Stap : std::uint8_t { binnen_bericht, daarbuiten };

/// Runs the rules of one step that look at the message as a whole.
model::Findings judge_message(Zaak const& zaak, Stap stap) {
    model::Findings bevindingen;
    Meldingen meldingen;
    for (auto const& geldend : geldende_regels(zaak.bericht)) {
        if (within(geldend.in_release) != (stap == Stap::binnen_bericht)) continue;
        if (auto const* check = std::get_if<CheckBericht>(&geldend.regel->check)) {
            (*check)(zaak, meldingen);
            take(geldend, zaak.bericht, meldingen, bevindingen);
        }
    }
    return bevindingen;
}

bool rejected_at(model::Findings const& bevindingen, model::Klasse klasse) {
    return std::ranges::any_of(bevindingen,
                               [&](auto const& b) { return b.gevolg == model::Gevolg::afkeuren && b.plaats.klasse == klasse; });
}

/// Anything but a 323 is taken or refused as a whole (IV032).
bool rejects(model::Findings const& bevindingen) {
    return std::ranges::any_of(bevindingen, [](auto const& b) { return b.gevolg == model::Gevolg::afkeuren; });
}

/// A prestatie of a 323: which client, which of its prestaties.
using Plek = std::pair<std::uint32_t, std::uint32_t>;

/// One 323 beyond its header: clients and prestaties, with the running state between them. `af`: what people rejected, which nothing
/// else is counted with.
class Declaratie {
public:
    Declaratie(Zaak const& zaak, model::Verdict& verdict, std::set<Plek> const& af) : zaak_(zaak), verdict_(verdict), af_(af) {
        for (auto const& geldend : geldende_regels(zaak.bericht)) {
            if (within(geldend.in_release)) continue;
            if (auto const* check = std::get_if<CheckPrestatie>(&geldend.regel->check)) rules_.emplace_back(&geldend, *check);
            if (geldend.regel->per_prestatie != nullptr) rules_.emplace_back(&geldend, geldend.regel->per_prestatie);
        }
    }

    void assess() {
        auto const& clienten = declaratie().clienten;
        std::vector<bool> rejected(clienten.size());
        for (auto const& bevinding : verdict_.bevindingen)
            if (bevinding.plaats.klasse == model::Klasse::client) rejected[bevinding.plaats.client] = true;
        for (auto const& client : clienten) verdict_.toegekend.emplace_back(client.prestaties.size(), false);

        Regels regels(declaratie(), rejected, zaak_.feiten, aanbieder_);
        for (auto const& regel : regels.all()) {
            auto const toegekend = !af_.contains({regel.client, regel.index}) && assess(regel, regels);
            if (toegekend) approve(regel);
            regels.done(regel, toegekend);
        }
        auto const document_order = [](model::Finding const& b) { return std::pair(b.plaats.client, b.plaats.item); };
        std::ranges::stable_sort(bevindingen_, {}, document_order);
        std::ranges::move(bevindingen_, std::back_inserter(verdict_.bevindingen));
    }

private:
    /// @returns whether nothing was found that keeps it from being approved
    bool assess(Regel const& regel, Regels& regels) {
        static Debetten const none;
        auto const& client = declaratie().clienten[regel.client];
        auto const* feit = regels.toewijzing(regel);
        if (feit != nullptr && feit->bsn != client.bsn) feit = nullptr;
        PrestatieZaak const zaakregel{.client = client,
                                      .prestatie = *regel.prestatie,
                                      .client_index = regel.client,
                                      .index = regel.index,
                                      .toewijzing = feit,
                                      .debetten = feit == nullptr ? none : regels.debetten(regel),
                                      .referentie_eerder_in_bericht = regel.eerder};
        auto const before = bevindingen_.size();
        for (auto const& [geldend, check] : rules_) {
            check(zaak_, zaakregel, meldingen_);
            if (!meldingen_.empty()) take(*geldend, zaak_.bericht, meldingen_, bevindingen_);
        }
        if (bevindingen_.size() == before) return true;
        weigh(before);
        return !blocks(bevindingen_, before);
    }

    /// What a rule of the standard finds about an agreement is as strong as the contract says, and people may have decided on it.
    void weigh(std::size_t from) {
        if (zaak_.feiten.contract)
            for (auto i = from; i < bevindingen_.size(); ++i)
                if (auto& b = bevindingen_[i]; b.bron.soort == "contract")
                    b.gevolg = contract::sterkte_via(*zaak_.feiten.contract, b.regel, zaak_.bericht.soort.nummer);
        apply_besluiten(bevindingen_, from, zaak_.feiten);
    }

    void approve(Regel const& regel) {
        verdict_.toegekend[regel.client][regel.index] = true;
        verdict_.totaal_toegekend += regel.prestatie->ingediend_bedrag.signed_amount();
    }

    [[nodiscard]] model::Declaratie const& declaratie() const { return zaak_.als<model::Bericht323>().declaratie; }

    Zaak const& zaak_;
    model::Verdict& verdict_;
    std::set<Plek> const& af_;
    std::string const& aanbieder_ = model::aanbieder(zaak_.bericht);
    std::vector<std::pair<GeldendeRegel const*, CheckPrestatie>> rules_;
    Meldingen meldingen_;
    model::Findings bevindingen_;
};

/// Prestaties, contract, people.
void assess_323(Zaak const& zaak, model::Verdict& verdict, std::set<Plek> const& af) {
    Declaratie(zaak, verdict, af).assess();
    contract::beoordeel(zaak, verdict);
    apply_besluiten(verdict.bevindingen, 0, zaak.feiten);
}

/// The findings that people rejected prestaties with.
model::Findings rejected_by_people(model::Findings const& bevindingen) {
    model::Findings uit;
    std::ranges::copy_if(bevindingen, std::back_inserter(uit), [](model::Finding const& b) {
        return b.gevolg == model::Gevolg::afkeuren && !b.beslist.empty() && b.plaats.klasse == model::Klasse::prestatie;
    });
    return uit;
}

/// What waits for a person is not approved yet.
void unapprove_parked(Zaak const& zaak, model::Verdict& verdict) {
    auto const& clienten = zaak.als<model::Bericht323>().declaratie.clienten;
    for (auto const& b : verdict.bevindingen) {
        if (b.gevolg != model::Gevolg::aanhouden || b.plaats.klasse != model::Klasse::prestatie) continue;
        if (!verdict.toegekend[b.plaats.client][b.plaats.item]) continue;
        verdict.toegekend[b.plaats.client][b.plaats.item] = false;
        verdict.totaal_toegekend += -clienten[b.plaats.client].prestaties[b.plaats.item].ingediend_bedrag.signed_amount();
    }
}

void judge_323(Zaak const& zaak, model::Verdict& verdict) {
    // A fault in Header or Declaratie rejects the whole: nothing below it is assessed or booked (process.md 4 c, d).
    if (rejected_at(verdict.bevindingen, model::Klasse::header) || rejected_at(verdict.bevindingen, model::Klasse::declaratie)) {
        verdict.uitkomst = model::Uitkomst::afgekeurd;
        return;
    }
    auto const before = verdict.bevindingen;
    assess_323(zaak, verdict, {});
    // What people rejected may have pushed what comes after it over a limit: all of it once more, without those.
    if (auto const people = rejected_by_people(verdict.bevindingen); !people.empty()) {
        std::set<Plek> af;
        for (auto const& b : people) af.emplace(b.plaats.client, b.plaats.item);
        verdict = {};
        verdict.bevindingen = before;
        assess_323(zaak, verdict, af);
        verdict.bevindingen.insert(verdict.bevindingen.end(), people.begin(), people.end());
    }
    bool some = false;
    bool all = true;
    for (auto const& client : verdict.toegekend)
        for (bool const toegekend : client) {
            some = some || toegekend;
            all = all && toegekend;
        }
    unapprove_parked(zaak, verdict);
    // One 325 per 323: while one line waits for a person, all of it waits.
    if (parks(verdict.bevindingen)) verdict.uitkomst = model::Uitkomst::aangehouden;
    else if (!all) verdict.uitkomst = some ? model::Uitkomst::deels : model::Uitkomst::afgekeurd;
}

} // namespace

model::Findings judge_within(model::Message const& bericht) {
    return judge_message({bericht, model::Facts{}, model::Date{}}, Stap::binnen_bericht);
}

model::Verdict judge(model::Message const& bericht, model::Facts const& feiten, model::Date vandaag) {
    return judge(bericht, judge_within(bericht), feiten, vandaag);
}

model::Verdict judge(model::Message const& bericht, model::Findings binnen, model::Facts const& feiten, model::Date vandaag) {
    Zaak const zaak{bericht, feiten, vandaag};
    model::Verdict verdict;
    verdict.bevindingen = std::move(binnen);
    if (!verdict.bevindingen.empty()) {
        verdict.uitkomst = model::Uitkomst::afgekeurd;
        return verdict;
    }
    verdict.bevindingen = judge_message(zaak, Stap::daarbuiten);
    if (bericht.soort.nummer == 323) {
        judge_323(zaak, verdict);
    } else {
        if (!rejects(verdict.bevindingen)) contract::beoordeel(zaak, verdict);
        apply_besluiten(verdict.bevindingen, 0, feiten);
        if (rejects(verdict.bevindingen)) verdict.uitkomst = model::Uitkomst::afgekeurd;
        else if (parks(verdict.bevindingen)) verdict.uitkomst = model::Uitkomst::aangehouden;
    }
    auto stuk = contract::grootboek(bericht, feiten, verdict, vandaag);
    verdict.grootboek = std::move(stuk.grootboek);
    std::ranges::move(stuk.bevindingen, std::back_inserter(verdict.bevindingen));
    return verdict;
}

} // namespace rules
