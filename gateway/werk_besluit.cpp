#include "gateway/werk_besluit.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/werk.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace gateway {

namespace {

using Soort = WerkUitslag::Soort;

constexpr std::string_view kanaal = "werkvoorraad";

WerkUitslag refuse(std::string melding) { return {Soort::geweigerd, std::move(melding), std::nullopt, std::nullopt}; }

std::string told(store::WerkBesluit const& besluit) {
    return fmt::format("{} heeft op {} al beslist: {}.", besluit.door, utc_text(besluit.moment_ms), besluit.besluit);
}

WerkUitslag too_late(store::Werk const& werk) {
    auto melding = werk.besluiten.empty() ? fmt::format("Dit is al afgedaan door een bericht: {}.", werk.stand) : told(werk.besluiten.back());
    return {Soort::al_beslist, std::move(melding), werk, std::nullopt};
}

std::string own_identification(store::BerichtId id) { return fmt::format("KP{:010}", id); }

/// The 319 of a decision, from gemeente to aanbieder, in the release of the verzoek.
model::Message antwoord_319(Pipeline const& pipeline, std::shared_ptr<model::Release const> release, store::Werk const& werk,
                            WerkOpdracht const& opdracht, store::BerichtId id, model::Date vandaag) {
    model::BerichtSoort const soort{werk.berichtsoort.domein, 319};
    model::Bericht319 bericht;
    auto& header = bericht.header;
    header.bericht_code = soort.domein == model::Domein::wmo ? "482" : "488";
    header.bericht_versie = release->hoofdversie;
    header.bericht_subversie = release->subversie;
    header.afzender = werk.gemeente;
    header.ontvanger = werk.aanbieder;
    header.bericht_identificatie = {own_identification(id), vandaag};
    auto const [basis, versie] = pipeline.schemas().versie(*release, soort);
    header.xsd_versie = {basis, versie};
    auto& antwoord = bericht.antwoord;
    antwoord.referentie_aanbieder = werk.sleutel;
    antwoord.verzoek_antwoord = opdracht.besluit == "afwijzen" ? "1" : "2";
    if (!opdracht.reden.empty()) antwoord.reden_afwijzing_verzoek = model::Code(opdracht.reden);
    if (!opdracht.woonplaatsgemeente.empty()) antwoord.woonplaatsbeginsel = model::Woonplaatsbeginsel{opdracht.woonplaatsgemeente, {}, 0};
    return {.soort = soort, .inhoud = std::move(bericht), .identificatie_sleutel = {}, .release = std::move(release)};
}

/// Carries out one decision. A member for each kind of item.
class Beslissing {
public:
    Beslissing(Pipeline& pipeline, store::Transaction& tx, store::Werk werk, WerkOpdracht const& opdracht, Moment moment)
        : pipeline_(pipeline), tx_(tx), werk_(std::move(werk)), opdracht_(opdracht), moment_(moment) {
        besluit_ = {moment.utc_ms,     moment.vandaag,    opdracht.besluit, opdracht.door, opdracht.toelichting,
                    opdracht.plaats,   opdracht.reden,    opdracht.grond,   std::nullopt};
        if (!opdracht.retourcode.empty()) besluit_.code = opdracht.retourcode;
    }

    model::Result<WerkUitslag> run() {
        static std::set<std::string_view> const verzoek{"in_onderzoek", "afwijzen", "gehonoreerd"};
        static std::set<std::string_view> const aangehouden{"goedkeuren", "afkeuren", "accepteren", "intrekken"};
        auto const kind = verzoek.contains(opdracht_.besluit)       ? store::WerkSoort::verzoek
                          : aangehouden.contains(opdracht_.besluit) ? store::WerkSoort::aangehouden
                                                                    : store::WerkSoort::signaal;
        if (kind != werk_.soort)
            return refuse(fmt::format("Het besluit {} hoort niet bij een stuk van de soort {}.", opdracht_.besluit, store::name(werk_.soort)));
        if (!werk_.open) return too_late(werk_);
        switch (werk_.soort) {
        case store::WerkSoort::verzoek: return opdracht_.besluit == "gehonoreerd" ? honour() : answer();
        case store::WerkSoort::aangehouden: return decide_parked();
        case store::WerkSoort::signaal: break;
        }
        return finish(true, std::nullopt);
    }

private:
    [[nodiscard]] std::optional<std::string> fault_of_answer() const {
        bool const jw315 = werk_.berichtsoort == model::BerichtSoort{model::Domein::jw, 315};
        if (!opdracht_.grond.empty() && !jw315) return "De grond woonplaatsbeginsel bestaat alleen voor een JW315.";
        if (opdracht_.reden == "8" && !jw315) return "Reden 8 (woonplaatsbeginsel) bestaat alleen voor een JW315; gebruik reden 5.";
        if (opdracht_.reden == "8" && opdracht_.woonplaatsgemeente.empty())
            return "Reden 8 noemt de gemeente die verantwoordelijk is: vul woonplaatsgemeente (TR377).";
        if (opdracht_.reden != "8" && !opdracht_.woonplaatsgemeente.empty())
            return "Een woonplaatsgemeente hoort alleen bij reden 8 (TR409).";
        return std::nullopt;
    }

    model::Result<WerkUitslag> answer() {
        if (auto fault = fault_of_answer()) return refuse(std::move(*fault));
        if (opdracht_.besluit == werk_.stand && !werk_.besluiten.empty()) return too_late(werk_);
        auto verzoek = original(werk_.bericht);
        if (!verzoek) return std::unexpected(verzoek.error());
        auto const id = tx_.next_id();
        if (!id) return std::unexpected(id.error());
        besluit_.gevolg = *id;
        // Noted first: the ground decides which deadline follows from the 319.
        if (auto done = tx_.decide_werk(werk_, besluit_, false); !done) return std::unexpected(done.error());
        auto antwoord = pipeline_.decide_own(tx_, antwoord_319(pipeline_, verzoek->release, werk_, opdracht_, *id, moment_.vandaag), moment_, std::string(kanaal));
        if (!antwoord) return std::unexpected(antwoord.error());
        if (antwoord->uitkomst != model::Uitkomst::goedgekeurd)
            return WerkUitslag{Soort::afgekeurd, "Het 319 dat bij dit besluit hoort wordt door de regels niet goedgekeurd; er is niets vastgelegd.",
                               werk_, std::move(*antwoord)};
        return after(std::move(*antwoord));
    }

    model::Result<WerkUitslag> honour() {
        auto const fits = tx_.honoreer(werk_, opdracht_.bericht.value());
        if (!fits) return std::unexpected(fits.error());
        if (!*fits)
            return refuse(fmt::format("Bericht {} is geen goedgekeurd 301 van deze gemeente voor deze client en aanbieder.", *opdracht_.bericht));
        besluit_.gevolg = opdracht_.bericht;
        return finish(false, std::nullopt);
    }

    model::Result<WerkUitslag> decide_parked() {
        auto const record = tx_.bericht(werk_.bericht);
        if (!record) return std::unexpected(record.error());
        auto const& bericht = record->value();
        auto const parked = parked_findings(bericht.besluit_json);
        std::vector<WerkBevinding> chosen;
        bool rest = false;
        for (auto const& b : parked) {
            if (beslist(werk_.besluiten, b.plaats)) continue;
            if (opdracht_.plaats.empty() || regelnummer(opdracht_.plaats) == regelnummer(b.plaats)) chosen.push_back(b);
            else rest = true;
        }
        if (chosen.empty()) return nothing_to_decide(parked);
        if (opdracht_.besluit == "intrekken" && bericht.afzender != werk_.gemeente)
            return refuse("Alleen een bericht van de gemeente zelf kan worden ingetrokken; de aanbieder krijgt altijd antwoord.");
        if (opdracht_.besluit == "afkeuren") {
            auto const credit = any_credit(bericht, chosen);
            if (!credit) return std::unexpected(credit.error());
            if (auto fault = afkeur_fout(werk_.berichtsoort, chosen, opdracht_.retourcode, *credit)) return refuse(std::move(*fault));
        }
        if (rest) return finish(false, std::nullopt);
        auto antwoord = pipeline_.decide_again(tx_, bericht, people(), moment_);
        if (!antwoord) return std::unexpected(antwoord.error());
        return finish(antwoord->uitkomst != model::Uitkomst::aangehouden, std::move(*antwoord));
    }

    [[nodiscard]] WerkUitslag nothing_to_decide(std::vector<WerkBevinding> const& parked) const {
        auto const regel = regelnummer(opdracht_.plaats);
        bool const known = std::ranges::any_of(parked, [&](auto const& b) { return regel && regelnummer(b.plaats) == regel; });
        if (!known) return refuse("Op deze plaats is niets aangehouden; de plaatsen staan in de bevindingen van dit stuk.");
        auto const by = std::ranges::find_if(werk_.besluiten, [&](auto const& b) { return regelnummer(b.plaats) == regel; });
        return {Soort::al_beslist, told(*by), werk_, std::nullopt};
    }

    /// The message as it came in. @pre it passed level 1
    model::Result<model::Message> original(store::BerichtId id) {
        auto const bytes = tx_.origineel(id);
        if (!bytes) return std::unexpected(bytes.error());
        return pipeline_.read(std::as_bytes(std::span(bytes->value()))).inhoud.value();
    }

    /// Whether one of these prestaties is a credit: that stands in the message only.
    model::Result<bool> any_credit(store::BerichtRecord const& record, std::vector<WerkBevinding> const& chosen) {
        if (werk_.berichtsoort.nummer != 323) return false;
        auto const bericht = original(record.id);
        if (!bericht) return std::unexpected(bericht.error());
        auto const& clienten = std::get<model::Bericht323>(bericht->inhoud).declaratie.clienten;
        return std::ranges::any_of(chosen, [&](auto const& b) {
            auto const regel = regelnummer(b.plaats);
            return regel && clienten.at(regel->client).prestaties.at(regel->prestatie).ingediend_bedrag.debet_credit == "C";
        });
    }

    /// All decisions on the message, this one last, as the rules take them.
    [[nodiscard]] std::vector<model::PersoonBesluit> people() const {
        using P = model::PersoonBesluit;
        auto all = werk_.besluiten;
        all.push_back(besluit_);
        std::vector<P> uit;
        for (auto const& b : all) {
            auto& p = uit.emplace_back();
            p.soort = b.besluit == "afkeuren"     ? P::Soort::afkeuren
                      : b.besluit == "accepteren" ? P::Soort::accepteren
                      : b.besluit == "intrekken"  ? P::Soort::intrekken
                                                  : P::Soort::goedkeuren;
            if (auto const regel = regelnummer(b.plaats)) p.regel = P::Regel{regel->client, regel->prestatie};
            p.retourcode = model::Code(b.code);
            p.door = b.door;
            p.toelichting = b.toelichting;
        }
        return uit;
    }

    model::Result<WerkUitslag> finish(bool klaar, std::optional<Antwoord> antwoord) {
        if (auto done = tx_.decide_werk(werk_, besluit_, klaar); !done) return std::unexpected(done.error());
        return after(std::move(antwoord));
    }

    model::Result<WerkUitslag> after(std::optional<Antwoord> antwoord) {
        auto werk = tx_.werk(werk_.id);
        if (!werk) return std::unexpected(werk.error());
        return WerkUitslag{Soort::gedaan, {}, std::move(*werk), std::move(antwoord)};
    }

    Pipeline& pipeline_;
    store::Transaction& tx_;
    store::Werk werk_;
    WerkOpdracht const& opdracht_;
    Moment moment_;
    store::WerkBesluit besluit_;
};

} // namespace

model::Result<WerkUitslag> beslis(Pipeline& pipeline, store::Transaction& tx, store::WerkId id, WerkOpdracht const& opdracht,
                                  Moment moment) {
    auto werk = tx.werk(id);
    if (!werk) return std::unexpected(werk.error());
    auto uitslag = *werk ? Beslissing(pipeline, tx, std::move(**werk), opdracht, moment).run()
                         : model::Result<WerkUitslag>(WerkUitslag{Soort::onbekend, "Er is geen werk met dit nummer.", std::nullopt, std::nullopt});
    if (uitslag && uitslag->soort != Soort::gedaan) tx.abandon();
    return uitslag;
}

std::vector<WerkBevinding> parked_findings(std::string const& besluit_json) {
    std::vector<WerkBevinding> uit;
    auto const besluit = boost::json::parse(besluit_json);
    for (auto const& value : besluit.at("bevindingen").as_array()) {
        auto const& b = value.as_object();
        if (b.at("gevolg").as_string() != "aanhouden") continue;
        auto const& code = b.at("retourcode");
        uit.push_back({std::string(b.at("regel").as_string()), std::string(b.at("plaats").as_string()),
                       code.is_string() ? model::Code(std::string_view(code.as_string())) : model::Code()});
    }
    return uit;
}

} // namespace gateway
