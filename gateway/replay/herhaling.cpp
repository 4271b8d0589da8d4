#include "gateway/replay/herhaling.hpp"

#include "gateway/replay/achteraf.hpp"
#include "gateway/replay/kladblok.hpp"
#include "gateway/werk_besluit.hpp"
#include "store/logboek.hpp"
#include "xsd/model/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace gateway::replay {

namespace {

constexpr int stukken_voortgang = 256;

std::unexpected<model::Error> stuk_fout(model::ErrorCode code, std::string tekst) {
    return std::unexpected(model::Error{code, std::move(tekst)});
}

/// Says which message could not be decided.
std::unexpected<model::Error> bij(store::BerichtId id, model::Error error) {
    error.context = fmt::format("bericht {}: {}", id, error.context);
    return std::unexpected(std::move(error));
}

std::string met_waarom(WerkUitslag const& uitslag) { return uitslag.melding.empty() ? "Dit besluit past niet meer." : uitslag.melding; }

/// What was asked then, from what was noted of it. @param antwoord the message that was made for it
WerkOpdracht opdracht_van(store::MensBeslist const& mens, model::Message const* antwoord) {
    auto const& besluit = mens.besluit;
    WerkOpdracht uit;
    uit.besluit = besluit.besluit;
    uit.door = besluit.door;
    uit.toelichting = besluit.toelichting;
    uit.grond = besluit.grond;
    uit.plaats = besluit.plaats;
    if (besluit.besluit == "afkeuren") uit.retourcode = besluit.code;
    else uit.reden = besluit.code;
    if (besluit.besluit == "gehonoreerd") uit.bericht = besluit.gevolg;
    // Only the message itself tells which gemeente it named.
    if (antwoord == nullptr) return uit;
    if (auto const* b = std::get_if<model::Bericht319>(&antwoord->inhoud); b != nullptr && b->antwoord.woonplaatsbeginsel)
        uit.woonplaatsgemeente = b->antwoord.woonplaatsbeginsel->gemeente;
    return uit;
}

bool maakt_bericht(store::MensBeslist const& mens) {
    return mens.soort == store::WerkSoort::verzoek && mens.besluit.besluit != "gehonoreerd" && mens.besluit.gevolg;
}

class Herhaling {
public:
    Herhaling(Herhaalopdracht const& opdracht, Kladblok& kladblok, Stroom& stroom, std::uint64_t einde, Achteraf& achteraf,
              Vergelijker& vergelijker, Verloop& verloop)
        : opdracht_(opdracht), kladblok_(kladblok), stroom_(stroom), einde_(einde), achteraf_(achteraf), vergelijker_(vergelijker),
          verloop_(verloop), verwoorder_(beslisser(opdracht.omgeving)), pipeline_(beslisser(opdracht.omgeving)) {}

    model::Result<void> run() {
        for (bool meer = true; meer;) {
            std::unique_ptr<Stuk> mensenwerk;
            if (auto done = beslis_groep(meer, mensenwerk); !done) return done;
            if (mensenwerk)
                if (auto done = beslis_mens(std::move(mensenwerk)); !done) return done;
            if (opdracht_.voortgang) opdracht_.voortgang(gedaan_, einde_);
        }
        return {};
    }

private:
    [[nodiscard]] Pipeline beslisser(Omgeving const& omgeving) const {
        auto pipeline = maak_pipeline(opdracht_.schemas, omgeving);
        pipeline.verstuurt_niet();
        return pipeline;
    }

    [[nodiscard]] bool stopt() const { return opdracht_.stop && opdracht_.stop(); }
    static std::unexpected<model::Error> afgebroken() { return stuk_fout(model::ErrorCode::overloaded, "de herhaling is afgebroken"); }

    model::Result<std::unique_ptr<Stuk>> volgende() {
        if (stopt()) return afgebroken();
        auto stuk = stroom_.volgende();
        if (stuk && *stuk) gedaan_ = (*stuk)->gebeurtenis.index + 1;
        return stuk;
    }

    /// One transaction, up to what a person decided: what many events change is then written once. @param meer set to false: there are no more
    /// events
    model::Result<void> beslis_groep(bool& meer, std::unique_ptr<Stuk>& mensenwerk) {
        return kladblok_.store().transact_for_good([&](store::Transaction& tx) -> model::Result<void> {
            for (int i = 0;; ++i) {
                auto stuk = volgende();
                if (!stuk) return std::unexpected(stuk.error());
                meer = *stuk != nullptr;
                if (!meer) {
                    tx.abandon(); // nobody asks for it any more
                    return {};
                }
                auto const& wat = (*stuk)->gebeurtenis.wat;
                if (std::holds_alternative<store::MensBeslist>(wat) || std::holds_alternative<store::Afgedaan>(wat)) {
                    mensenwerk = std::move(*stuk);
                    return {};
                }
                auto const done = std::visit([&](auto const& een) { return verwerk(tx, *stuk, een); }, wat);
                if (!done) return done;
                if (opdracht_.voortgang && i % stukken_voortgang == 0) opdracht_.voortgang(gedaan_, einde_);
            }
        });
    }

    model::Result<void> verwerk(store::Transaction& tx, std::unique_ptr<Stuk>& stuk, store::Ontvangen const& ontvangen) {
        auto const& toen = ontvangen.uitspraak;
        if (auto done = wissel(tx, toen.vandaag, toen.moment_ms); !done) return done;
        auto const id = tx.next_id();
        if (!id) return std::unexpected(id.error());
        if (*id != ontvangen.id)
            return stuk_fout(model::ErrorCode::store_corrupt,
                             fmt::format("na bericht {} volgt in het auditlog bericht {}", *id - 1, ontvangen.id));
        ++verloop_.berichten;
        if (stuk->schema_gold) ++verloop_.schema_gold;
        if (ontvangen.gewist != store::Weg::niets) noteer_gewist(ontvangen);
        if (!stuk->gelezen) {
            if (ontvangen.gewist == store::Weg::niets) ++verloop_.niet_over;
            return neem_over(tx, ontvangen);
        }
        auto beslist = pipeline_.decide_only(tx, *stuk->gelezen, {toen.moment_ms, toen.vandaag}, ontvangen.kanaal);
        if (!beslist) return bij(ontvangen.id, beslist.error());
        auto const bytes = stuk->bytes.size();
        bool const gewist = na_gewist(ontvangen);
        return achteraf([this, stuk = std::move(stuk), beslist = std::move(*beslist), gewist]() mutable -> model::Result<void> {
            auto const& van_toen = std::get<store::Ontvangen>(stuk->gebeurtenis.wat);
            auto const antwoord = verwoorder_.verwoord(*stuk->gelezen, std::move(beslist));
            if (!antwoord) return bij(van_toen.id, antwoord.error());
            vergelijker_.besluit({.id = van_toen.id,
                                  .index = stuk->gebeurtenis.index,
                                  .ontvangen = &van_toen,
                                  .toen = &van_toen.uitspraak,
                                  .gelezen = &*stuk->gelezen,
                                  .nu = &*antwoord,
                                  .na_gewist = gewist});
            return {};
        }, bytes);
    }

    /// Compares while the next decisions are taken.
    model::Result<void> achteraf(Achteraf::Werk werk, std::size_t bytes) {
        return achteraf_.doe(std::move(werk), bytes) ? model::Result<void>() : achteraf_.klaar();
    }

    void noteer_gewist(store::Ontvangen const& ontvangen) {
        ++verloop_.gewist;
        gewist_.insert(ontvangen.id);
        partijen_.insert(ontvangen.afzender);
        partijen_.insert(ontvangen.ontvanger);
    }

    /// Sums, volumes and chains go by gemeente and aanbieder: what was decided on these after something of them was erased may come out
    /// otherwise now, and nobody can tell any more.
    [[nodiscard]] bool na_gewist(store::Ontvangen const& ontvangen) const {
        return partijen_.contains(ontvangen.afzender) || partijen_.contains(ontvangen.ontvanger);
    }

    model::Result<void> verwerk(store::Transaction& tx, std::unique_ptr<Stuk>&, store::BundelActief const& actief) {
        auto bundel = actief.bundel;
        if (gewisseld_)
            std::erase_if(bundel.gemeenten, [&](auto const& g) { return std::ranges::count(opdracht_.anders->bundel.gemeenten, g) > 0; });
        return tx.activate(bundel);
    }

    model::Result<void> verwerk(store::Transaction& tx, std::unique_ptr<Stuk>&, store::Geregistreerd const& geregistreerd) {
        return tx.registreer(geregistreerd.registraties, geregistreerd.moment_ms);
    }

    model::Result<void> verwerk(store::Transaction&, std::unique_ptr<Stuk>&, store::Omgeving const& genoteerd) {
        auto omgeving = parse_omgeving(genoteerd.json);
        if (!omgeving) return std::unexpected(omgeving.error());
        for (auto const& [versie, hash] : omgeving->releases) {
            auto const releases = opdracht_.schemas->releases();
            if (std::ranges::any_of(releases, [&](auto const& r) { return r->hash == hash; }) || !gemist_.insert(hash).second) continue;
            verloop_.opmerkingen.push_back(
                fmt::format("Release {} van toen ({:.12}) is nu niet geladen of is een andere; geef hem met --releases.", versie, hash));
        }
        pipeline_ = beslisser(*omgeving);
        omgeving_bekend_ = true;
        return {};
    }

    // These two are never in a group.
    static model::Result<void> verwerk(store::Transaction&, std::unique_ptr<Stuk>&, store::MensBeslist const&) { std::unreachable(); }
    static model::Result<void> verwerk(store::Transaction&, std::unique_ptr<Stuk>&, store::Afgedaan const&) { std::unreachable(); }

    /// What a person decided, with what came of it. @param stuk that decision, or the later decision that stands before it
    model::Result<void> beslis_mens(std::unique_ptr<Stuk> stuk) {
        std::unique_ptr<Stuk> afgedaan;
        if (auto const* af = std::get_if<store::Afgedaan>(&stuk->gebeurtenis.wat)) {
            auto const id = af->id;
            afgedaan = std::move(stuk);
            auto next = volgende();
            if (!next) return std::unexpected(next.error());
            stuk = std::move(*next);
            if (stuk == nullptr || !std::holds_alternative<store::MensBeslist>(stuk->gebeurtenis.wat))
                return stuk_fout(model::ErrorCode::store_corrupt,
                                 fmt::format("op het latere besluit op bericht {} volgt in het auditlog niet "
                                             "wat een mens besloot",
                                             id));
        }
        auto const& mens = std::get<store::MensBeslist>(stuk->gebeurtenis.wat);
        std::unique_ptr<Stuk> eigen;
        if (maakt_bericht(mens)) {
            auto next = volgende();
            if (!next) return std::unexpected(next.error());
            eigen = std::move(*next);
            auto const* ontvangen = eigen ? std::get_if<store::Ontvangen>(&eigen->gebeurtenis.wat) : nullptr;
            if (ontvangen == nullptr || ontvangen->id != mens.besluit.gevolg)
                return stuk_fout(model::ErrorCode::store_corrupt,
                                 fmt::format("op een besluit volgt in het auditlog niet bericht {}, dat ervan kwam", *mens.besluit.gevolg));
        }
        if (gewist_.contains(mens.bericht)) return sla_over(eigen.get());
        Uitgevoerd uitgevoerd;
        auto const done = kladblok_.store().transact([&](store::Transaction& tx) { return voer_uit(tx, mens, eigen.get(), uitgevoerd); });
        if (!done) return bij(mens.bericht, done.error());
        if (uitgevoerd.uitslag.soort != WerkUitslag::Soort::gedaan) {
            uitgevoerd.waarom = met_waarom(uitgevoerd.uitslag);
            uitgevoerd.uitslag.bericht.reset();
        }
        if (eigen) return vergelijk_eigen(std::move(stuk), std::move(eigen), std::move(uitgevoerd));
        return vergelijk_afgedaan(std::move(stuk), std::move(afgedaan), std::move(uitgevoerd));
    }

    /// What a person decided on a message that was erased: only the number of what came of it counts.
    model::Result<void> sla_over(Stuk const* eigen) {
        if (eigen == nullptr) return {};
        auto const& ontvangen = std::get<store::Ontvangen>(eigen->gebeurtenis.wat);
        ++verloop_.berichten;
        noteer_gewist(ontvangen);
        return kladblok_.store().transact([&](store::Transaction& tx) { return neem_over(tx, ontvangen); });
    }

    struct Uitgevoerd {
        WerkUitslag uitslag;
        std::string waarom; ///< it was not, Dutch
        bool eigen_anders = false;

        [[nodiscard]] Antwoord const* nu() const { return uitslag.bericht ? &*uitslag.bericht : nullptr; }
    };

    model::Result<void> voer_uit(store::Transaction& tx, store::MensBeslist const& mens, Stuk const* eigen, Uitgevoerd& uit) {
        auto const& besluit = mens.besluit;
        if (auto done = wissel(tx, besluit.vandaag, besluit.moment_ms); !done) return done;
        auto const werk = tx.werk_van(mens.bericht, mens.soort, mens.sleutel, mens.regel);
        if (!werk) return std::unexpected(werk.error());
        if (!*werk) {
            uit.uitslag = {WerkUitslag::Soort::onbekend, "Er is geen werk meer waar dit besluit over gaat.", std::nullopt, std::nullopt};
            return {};
        }
        model::Message const* antwoord = eigen != nullptr && eigen->gelezen && eigen->gelezen->inhoud ? &*eigen->gelezen->inhoud : nullptr;
        auto const gevraagd = opdracht_van(mens, antwoord);
        auto uitslag = beslis(pipeline_, tx, (*werk)->id, gevraagd, {besluit.moment_ms, besluit.vandaag});
        if (!uitslag) return std::unexpected(uitslag.error());
        uit.uitslag = std::move(*uitslag);
        if (eigen == nullptr || uit.uitslag.soort != WerkUitslag::Soort::gedaan) return {};
        auto const bytes = tx.origineel(*besluit.gevolg);
        if (!bytes) return std::unexpected(bytes.error());
        uit.eigen_anders = *bytes != eigen->bytes;
        return {};
    }

    model::Result<void> vergelijk_eigen(std::unique_ptr<Stuk> stuk, std::unique_ptr<Stuk> eigen, Uitgevoerd uitgevoerd) {
        auto const& ontvangen = std::get<store::Ontvangen>(eigen->gebeurtenis.wat);
        ++verloop_.berichten;
        // Its number is taken, so that later messages keep theirs; nothing of it counts.
        if (uitgevoerd.nu() == nullptr) {
            auto const done = kladblok_.store().transact([&](store::Transaction& tx) { return neem_over(tx, ontvangen); });
            if (!done) return done;
        }
        auto const bytes = eigen->bytes.size();
        bool const gewist = na_gewist(ontvangen);
        return achteraf([this, stuk = std::move(stuk), eigen = std::move(eigen), uitgevoerd = std::move(uitgevoerd),
                         gewist]() -> model::Result<void> {
            auto const& van_toen = std::get<store::Ontvangen>(eigen->gebeurtenis.wat);
            if (!uitgevoerd.waarom.empty()) vergelijker_.mens(std::get<store::MensBeslist>(stuk->gebeurtenis.wat), uitgevoerd.waarom);
            vergelijker_.besluit({.id = van_toen.id,
                                  .index = eigen->gebeurtenis.index,
                                  .ontvangen = &van_toen,
                                  .toen = &van_toen.uitspraak,
                                  .gelezen = eigen->gelezen ? &*eigen->gelezen : nullptr,
                                  .nu = uitgevoerd.nu(),
                                  .waarom = uitgevoerd.waarom,
                                  .na_gewist = gewist,
                                  .eigen_anders = uitgevoerd.eigen_anders});
            return {};
        }, bytes);
    }

    model::Result<void> vergelijk_afgedaan(std::unique_ptr<Stuk> stuk, std::unique_ptr<Stuk> afgedaan, Uitgevoerd uitgevoerd) {
        if (afgedaan != nullptr) ++verloop_.later;
        auto const bytes = afgedaan != nullptr ? afgedaan->bytes.size() : 0;
        bool const gewist = !gewist_.empty();
        return achteraf([this, stuk = std::move(stuk), afgedaan = std::move(afgedaan), uitgevoerd = std::move(uitgevoerd),
                         gewist]() -> model::Result<void> {
            auto const& mens = std::get<store::MensBeslist>(stuk->gebeurtenis.wat);
            if (!uitgevoerd.waarom.empty()) vergelijker_.mens(mens, uitgevoerd.waarom);
            if (afgedaan == nullptr && uitgevoerd.nu() == nullptr) return {};
            vergelijker_.besluit({.id = mens.bericht,
                                  .index = (afgedaan != nullptr ? *afgedaan : *stuk).gebeurtenis.index,
                                  .toen = afgedaan != nullptr ? &std::get<store::Afgedaan>(afgedaan->gebeurtenis.wat).uitspraak : nullptr,
                                  .gelezen = afgedaan != nullptr && afgedaan->gelezen ? &*afgedaan->gelezen : nullptr,
                                  .nu = uitgevoerd.nu(),
                                  .waarom = uitgevoerd.waarom,
                                  .na_gewist = gewist});
            return {};
        }, bytes);
    }

    /// Stores a message as one without content, with the decision of then.
    static model::Result<void> neem_over(store::Transaction& tx, store::Ontvangen const& ontvangen) {
        store::NieuwBericht nieuw;
        auto const sha256 = ontvangen.sha256.empty() ? model::sha256_hex(fmt::format("gewist {}", ontvangen.id)) : ontvangen.sha256;
        nieuw.ontvangst = {{}, sha256, ontvangen.kanaal, ontvangen.uitspraak.moment_ms, ontvangen.uitspraak.vandaag};
        nieuw.soort = ontvangen.soort;
        nieuw.uitkomst = model::Uitkomst::afgekeurd;
        nieuw.besluit_json = ontvangen.uitspraak.besluit_json;
        nieuw.schema_hash = ontvangen.uitspraak.schema_hash;
        auto const saved = tx.save(nieuw);
        if (!saved) return bij(ontvangen.id, saved.error());
        return {};
    }

    /// The other bundle takes over on its day.
    model::Result<void> wissel(store::Transaction& tx, model::Date vandaag, std::int64_t moment_ms) {
        if (!omgeving_bekend_) {
            omgeving_bekend_ = true;
            verloop_.opmerkingen.emplace_back(
                "De opslag vertelt niet met welke instellingen het eerste besluit is genomen; tot ze er staan gelden die van nu.");
        }
        if (gewisseld_ || !opdracht_.anders || vandaag < opdracht_.anders->van) return {};
        gewisseld_ = true;
        auto bundel = opdracht_.anders->bundel;
        bundel.moment_ms = moment_ms;
        return tx.activate(bundel);
    }

    Herhaalopdracht const& opdracht_;
    Kladblok& kladblok_;
    Stroom& stroom_;
    std::uint64_t einde_;
    Achteraf& achteraf_;
    Vergelijker& vergelijker_;
    Verloop& verloop_;
    Pipeline const verwoorder_; ///< of the thread of `achteraf_`
    Pipeline pipeline_;
    std::set<std::string> gemist_; ///< releases that were told of
    std::set<store::BerichtId> gewist_;
    std::set<std::string, std::less<>> partijen_; ///< of messages that were erased
    bool gewisseld_ = false;
    bool omgeving_bekend_ = false;
    std::uint64_t gedaan_ = 0;
};

} // namespace

model::Result<Verloop> herhaal(store::Reader& bron, Herhaalopdracht const& opdracht, Vergelijker& vergelijker) {
    Verloop verloop;
    auto const einde = bron.logboek().einde();
    if (!einde) return std::unexpected(einde.error());
    verloop.bladen = einde->grootte;
    auto const los = bron.historie().registraties_zonder_plaats();
    if (!los) return std::unexpected(los.error());
    auto kladblok = Kladblok::maak(opdracht.onder);
    if (!kladblok) return std::unexpected(kladblok.error());
    if (!los->empty()) {
        verloop.opmerkingen.push_back(
            fmt::format("Van {} registraties is niet bekend wanneer ze kwamen; ze gelden van het begin af.", los->size()));
        auto const done = kladblok->store().transact([&](store::Transaction& tx) { return tx.registreer(*los, 0); });
        if (!done) return std::unexpected(done.error());
    }
    Pipeline const lezer = maak_pipeline(opdracht.schemas, opdracht.omgeving);
    Stroom stroom(bron, lezer, 0, einde->grootte, opdracht.met_schema, opdracht.begin_draad);
    {
        // Whatever is still to be compared when this ends is compared before the rest goes.
        std::optional<Herhaling> herhaling;
        Achteraf achteraf(opdracht.begin_draad);
        herhaling.emplace(opdracht, *kladblok, stroom, einde->grootte, achteraf, vergelijker, verloop);
        if (auto const done = herhaling->run(); !done) return std::unexpected(done.error());
        if (auto const done = achteraf.klaar(); !done) return std::unexpected(done.error());
    }
    if (verloop.gewist > 0)
        verloop.opmerkingen.push_back(fmt::format(
            "Gewist: {}. Deze berichten zijn niet (of zonder een cliënt) opnieuw beslist; wat daarna over dezelfde partijen is beslist kan er op "
            "rusten.",
            verloop.gewist));
    return verloop;
}

} // namespace gateway::replay
