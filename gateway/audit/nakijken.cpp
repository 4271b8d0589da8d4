#include "gateway/audit/nakijken.hpp"

#include "rules/contract/load.hpp"
#include "store/logboek.hpp"
#include "store/merkle.hpp"
#include "xsd/model/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace gateway::audit {

namespace {

using store::audit::Hash;

constexpr std::int64_t page = 1000; ///< leaves read at once
constexpr unsigned kept_bits = 8;   ///< levels of the tree between two that are kept

std::span<std::byte const> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

/// The table whose rows have leaves of this kind.
std::optional<store::LogTabel> tabel_van(std::string_view gebeurtenis) {
    if (gebeurtenis == "bericht") return store::LogTabel::bericht;
    if (gebeurtenis == "afdoening") return store::LogTabel::afdoening;
    if (gebeurtenis == "werkbesluit") return store::LogTabel::werkbesluit;
    return std::nullopt;
}

std::string_view naam(store::LogTabel tabel) {
    switch (tabel) {
    case store::LogTabel::bericht: return "het besluit bij ontvangst";
    case store::LogTabel::afdoening: return "het latere besluit";
    case store::LogTabel::werkbesluit: return "het besluit van een mens";
    }
    return {};
}

/// What a leaf of this kind commits to beside decisions, Dutch; empty: nothing.
std::string_view bijlage_van(std::string_view gebeurtenis) {
    if (gebeurtenis == "registratie") return "de registraties";
    if (gebeurtenis == "omgeving") return "de instellingen";
    if (gebeurtenis == "gewist") return "wat is gewist";
    if (gebeurtenis == "inzage" || gebeurtenis == "inzage-gewist") return "de regels van het inzagelog";
    if (gebeurtenis == "vasthouden") return "het vasthouden";
    if (gebeurtenis == "gebruiker") return "wat met een gebruiker is gedaan";
    if (gebeurtenis == "voorstel") return "wat met een voorgestelde bundel is gedaan";
    if (gebeurtenis == "bewaarplan") return "het plan van wat weg mag";
    return {};
}

/// The calendar day that a decision record names; empty: none.
std::string_view vandaag_in(std::string_view besluit) {
    constexpr std::string_view key = "\"vandaag\":\"";
    auto const at = besluit.find(key);
    return at == std::string_view::npos ? std::string_view() : besluit.substr(at + key.size(), 10);
}

class Nakijker {
public:
    Nakijker(store::Reader& reader, VanBuiten const& buiten, Voortgang const& voortgang)
        : reader_(reader), log_(reader.logboek()), buiten_(buiten), voortgang_(voortgang) {}

    model::Result<Nagekeken> alles() {
        auto const einde = log_.einde();
        if (!einde) return std::unexpected(einde.error());
        einde_ = *einde;
        uit_.handtekeningen = buiten_.sleutel.has_value();
        gezien_.assign(einde_.grootte, false);
        for (auto const stap : {&Nakijker::bundels, &Nakijker::berichten, &Nakijker::regels, &Nakijker::notities, &Nakijker::van_buiten})
            if (auto done = (this->*stap)(); !done) return std::unexpected(done.error());
        return std::move(uit_);
    }

private:
    void meld(std::string_view soort, std::string tekst, std::optional<std::uint64_t> index = {}, std::int64_t bericht = 0) {
        if (++uit_.afwijkingen_totaal > Nagekeken::most) return;
        uit_.afwijkingen.push_back({soort, std::move(tekst), index, bericht});
    }

    model::Result<void> bundels();
    model::Result<void> berichten();
    void rij(store::LogRij const& rij);
    void velden(store::LogRij const& rij, store::audit::Entry const& entry);
    void inhoud(store::LogRij const& rij, store::audit::Entry const& entry, store::audit::Nonce const& nonce);
    model::Result<void> regels();
    model::Result<void> regel(store::LogRegel const& regel, std::uint64_t verwacht);
    /// Holds what a leaf commits to beside decisions against it. @param wat of bijlage_van()
    model::Result<void> bijlage(store::LogRegel const& regel, store::audit::Entry const& entry, std::string_view wat);
    /// Counts the rows of the access log against their leaves.
    model::Result<void> inzagelog();
    /// Takes a leaf into the tree; `hash` is of its entry.
    void groei(Hash const& hash);
    model::Result<void> deelbomen();
    model::Result<void> volgende_punten();
    model::Result<void> notities();
    model::Result<void> van_buiten();

    store::Reader& reader_;
    store::Logboek& log_;
    VanBuiten const& buiten_;
    Voortgang const& voortgang_;
    Nagekeken uit_;
    store::LogEinde einde_;
    std::set<std::string, std::less<>> bundels_;
    std::set<std::string, std::less<>> gemist_; ///< bundles that were told to be missing
    std::vector<bool> gezien_;                  ///< leaves that a row was held against
    std::int64_t inzages_ = 0;                  ///< leaves of the access log with their row
    std::int64_t inzages_weg_ = 0;              ///< those whose row was removed after its term
    std::int64_t inzage_gewist_voor_ms_ = 0;
    store::audit::Frontier boom_;
    std::vector<store::audit::Frontier> delen_; ///< of the kept levels 1, 2, ...: the subtree that is being made
    std::vector<std::vector<Hash>> bewaard_;
    std::vector<store::Controlepunt> punten_; ///< the next ones, smallest last
    std::uint64_t punten_na_ = 0;
};

model::Result<void> Nakijker::bundels() {
    auto const all = reader_.bundels();
    if (!all) return std::unexpected(all.error());
    for (auto const& bundel : *all) {
        bundels_.insert(bundel.hash);
        auto const whole = reader_.bundel(bundel.hash);
        if (!whole && whole.error().code != model::ErrorCode::store_corrupt) return std::unexpected(whole.error());
        if (!whole || !*whole || rules::contract::hash((*whole)->bestanden) != bundel.hash)
            meld("bundel_veranderd",
                 fmt::format("de bestanden van bundel {}@{} zijn niet die van hash {}", bundel.naam, bundel.versie, bundel.hash));
    }
    return {};
}

model::Result<void> Nakijker::berichten() {
    auto const tellingen = reader_.tellingen();
    if (!tellingen) return std::unexpected(tellingen.error());
    uit_.berichten = tellingen->berichten;
    for (std::int64_t id = 1; id <= uit_.berichten; ++id) {
        auto const done = log_.rijen(id, id, [this](store::LogRij const& gelezen) -> model::Result<void> {
            rij(gelezen);
            return {};
        });
        if (!done && done.error().code != model::ErrorCode::store_corrupt) return done;
        if (!done) meld("onleesbaar", fmt::format("de bewaarde inhoud van bericht {} is beschadigd", id), {}, id);
        if (id % page == 0) voortgang_("berichten", static_cast<std::uint64_t>(id), static_cast<std::uint64_t>(uit_.berichten));
    }
    return {};
}

void Nakijker::rij(store::LogRij const& rij) {
    auto const zonder = [&] {
        meld("rij_zonder_regel",
             fmt::format("bericht {}: {} (rij {}) heeft geen eigen regel in het auditlog", rij.bericht, naam(rij.tabel), rij.nummer),
             rij.index, rij.bericht);
    };
    // What was decided after we began has a leaf that is not looked at this time.
    if (rij.index >= einde_.grootte) {
        auto const nu = log_.einde();
        if (!nu || rij.index >= nu->grootte) zonder();
        return;
    }
    auto const gelezen = log_.regels(rij.index, 1);
    if (!gelezen || gelezen->empty() || gelezen->front().index != rij.index) return zonder();
    auto const& regel = gelezen->front();
    auto const entry = store::audit::decode(regel.entry);
    if (!entry || tabel_van(entry->gebeurtenis) != rij.tabel || entry->bericht != rij.bericht || gezien_[rij.index]) return zonder();
    gezien_[rij.index] = true;
    velden(rij, *entry);
    if (regel.nonce) inhoud(rij, *entry, *regel.nonce);
    else ++uit_.gewist;
    if (rij.tabel == store::LogTabel::bericht && (rij.gewist || rij.herschreven)) ++(rij.gewist ? uit_.berichten_gewist : uit_.uittreksels);
    if (rij.origineel && !rij.herschreven && model::sha256_hex(bytes_of(*rij.origineel)) != rij.sha256)
        meld("bericht_veranderd", fmt::format("bericht {}: de bewaarde bytes hebben een andere SHA-256 dan erbij staat", rij.bericht),
             rij.index, rij.bericht);
    if (!rij.contract_hash.empty() && !bundels_.contains(rij.contract_hash) && gemist_.insert(rij.contract_hash).second)
        meld("bundel_ontbreekt",
             fmt::format("bericht {}: het besluit rust op bundel {}, en die is er niet (meer)", rij.bericht, rij.contract_hash), rij.index,
             rij.bericht);
}

void Nakijker::velden(store::LogRij const& rij, store::audit::Entry const& entry) {
    std::string anders;
    auto const vergelijk = [&anders](std::string_view wat, auto const& hier, auto const& daar) {
        if (hier == daar) return;
        anders += anders.empty() ? "" : ", ";
        anders += wat;
    };
    vergelijk("moment", rij.moment_ms, entry.moment_ms);
    vergelijk("soort", rij.soort, entry.soort);
    vergelijk("uitkomst", rij.uitkomst, entry.uitkomst);
    if (rij.tabel != store::LogTabel::werkbesluit) {
        vergelijk("afzender", rij.afzender, entry.afzender);
        vergelijk("ontvanger", rij.ontvanger, entry.ontvanger);
        vergelijk("identificatie", rij.identificatie, entry.identificatie);
        vergelijk("bundel", rij.contract_hash, entry.contract_hash);
        vergelijk("schemas", rij.schema_hash, entry.schema_hash);
        if (auto const dag = vandaag_in(rij.besluit); !dag.empty()) vergelijk("dag", model::to_string(rij.vandaag), dag);
    }
    if (!anders.empty())
        meld("gegevens_veranderd",
             fmt::format("bericht {}: {} zegt iets anders dan zijn regel in het auditlog: {}", rij.bericht, naam(rij.tabel), anders),
             rij.index, rij.bericht);
}

void Nakijker::inhoud(store::LogRij const& rij, store::audit::Entry const& entry, store::audit::Nonce const& nonce) {
    auto const klopt = [&nonce](std::optional<Hash> const& zegel, std::string const* bytes) {
        if (bytes == nullptr) return !zegel.has_value();
        return zegel == store::audit::commitment(nonce, bytes_of(*bytes));
    };
    auto const anders = [&](std::string_view soort, std::string_view wat) {
        meld(soort, fmt::format("bericht {}: {} is niet wat het auditlog heeft vastgelegd", rij.bericht, wat), rij.index, rij.bericht);
    };
    // Of what failed level 1 the bytes are not kept; the log tells of them all the same.
    if (rij.origineel && !klopt(entry.ontvangen, &*rij.origineel)) anders("bericht_veranderd", "de bewaarde inhoud");
    if (!klopt(entry.besluit, &rij.besluit)) anders("besluit_veranderd", naam(rij.tabel));
    if (!klopt(entry.retour, rij.retour ? &*rij.retour : nullptr)) anders("antwoord_veranderd", "het antwoord");
}

model::Result<void> Nakijker::regels() {
    for (unsigned niveau = 1;; ++niveau) {
        auto hashes = log_.bewaarde_deelbomen(niveau);
        if (!hashes && hashes.error().code != model::ErrorCode::store_corrupt) return std::unexpected(hashes.error());
        if (!hashes) {
            meld("deelboom_veranderd", fmt::format("de bewaarde deelbomen van niveau {} zijn niet volledig", niveau));
            hashes = std::vector<Hash>();
        }
        if (hashes->empty()) break;
        bewaard_.push_back(std::move(*hashes));
    }
    delen_.resize(bewaard_.size());
    if (auto done = volgende_punten(); !done) return done;
    auto const stand = log_.inzagen(einde_.grootte);
    if (!stand) return std::unexpected(stand.error());
    inzage_gewist_voor_ms_ = stand->gewist_voor_ms;
    std::uint64_t next = 0;
    while (next < einde_.grootte) {
        auto const gelezen = log_.regels(next, page);
        if (!gelezen && gelezen.error().code != model::ErrorCode::store_corrupt) return std::unexpected(gelezen.error());
        if (!gelezen) {
            meld("onleesbaar", fmt::format("het auditlog is beschadigd vanaf regel {}", next), next);
            break;
        }
        for (auto const& gevonden : *gelezen) {
            if (gevonden.index >= einde_.grootte) break;
            if (gevonden.index != next)
                meld("regel_ontbreekt", fmt::format("het auditlog mist {} regels vanaf regel {}", gevonden.index - next, next), next);
            next = gevonden.index + 1;
            if (auto done = regel(gevonden, gevonden.index); !done) return done;
            while (!punten_.empty() && punten_.back().grootte <= boom_.size()) {
                auto const& punt = punten_.back();
                if (punt.grootte == boom_.size() && punt.wortel != boom_.root())
                    meld("gevorkt", fmt::format("het auditlog is een ander dan dat van het controlepunt over {} regels", punt.grootte));
                punten_.pop_back();
                if (!punten_.empty()) continue;
                if (auto done = volgende_punten(); !done) return done;
            }
        }
        if (gelezen->empty() || gelezen->back().index >= einde_.grootte) break;
        voortgang_("regels", next, einde_.grootte);
    }
    if (next < einde_.grootte)
        meld("regel_ontbreekt", fmt::format("het auditlog mist {} regels vanaf regel {}", einde_.grootte - next, next), next);
    if (boom_.size() == einde_.grootte && boom_.root() != einde_.wortel)
        meld("rand_veranderd", "de bewaarde rand van de boom is niet die van de regels");
    // A leaf and the edge go to disk together, so a leaf beyond an edge that stands still was put there by something else.
    auto const erna = log_.regels(einde_.grootte, 1);
    auto const nu = log_.einde();
    if (erna && !erna->empty() && nu && nu->grootte == einde_.grootte)
        meld("regel_te_veel", fmt::format("het auditlog heeft regels na het einde dat de boom noemt (vanaf regel {})", einde_.grootte),
             einde_.grootte);
    uit_.regels = einde_.grootte;
    if (auto done = inzagelog(); !done) return done;
    return deelbomen();
}

model::Result<void> Nakijker::inzagelog() {
    auto const stand = log_.inzagen(einde_.grootte);
    if (!stand) return std::unexpected(stand.error());
    if (stand->rijen + stand->gewist > inzages_ + inzages_weg_)
        meld("rij_zonder_regel", fmt::format("{} regels van het inzagelog hebben geen eigen regel in het auditlog",
                                             stand->rijen + stand->gewist - inzages_ - inzages_weg_));
    if (inzages_weg_ > stand->gewist)
        meld("regel_zonder_rij", fmt::format("{} regels van het inzagelog zijn weg zonder dat hun termijn voorbij was", inzages_weg_ - stand->gewist));
    return {};
}

model::Result<void> Nakijker::regel(store::LogRegel const& regel, std::uint64_t verwacht) {
    auto const hash = store::audit::leaf_hash(regel.entry);
    groei(hash);
    auto const entry = store::audit::decode(regel.entry);
    if (hash != regel.hash) meld("regel_veranderd", fmt::format("regel {} heeft een andere hash dan erbij staat", verwacht), verwacht);
    if (!entry) {
        meld("regel_veranderd", fmt::format("regel {} is niet te lezen", verwacht), verwacht);
        return {};
    }
    if (entry->index != verwacht) {
        meld("regel_misplaatst", fmt::format("op plaats {} staat regel {}", verwacht, entry->index), verwacht);
    } else if (tabel_van(entry->gebeurtenis) && !gezien_[verwacht]) {
        meld("regel_zonder_rij", fmt::format("regel {} vertelt van bericht {}, en daar is geen besluit van", verwacht, entry->bericht),
             verwacht, entry->bericht);
    }
    auto const wat = bijlage_van(entry->gebeurtenis);
    return wat.empty() ? model::Result<void>() : bijlage(regel, *entry, wat);
}

model::Result<void> Nakijker::bijlage(store::LogRegel const& regel, store::audit::Entry const& entry, std::string_view wat) {
    auto const bytes = log_.vastgelegd(regel.index);
    if (!bytes && bytes.error().code != model::ErrorCode::store_corrupt) return std::unexpected(bytes.error());
    if (entry.gebeurtenis == "inzage") {
        // Rows past their term go with their nonce; how many went is itself in the log.
        if (bytes && !*bytes && !regel.nonce && entry.moment_ms < inzage_gewist_voor_ms_) {
            ++inzages_weg_;
            ++uit_.gewist;
            return {};
        }
        if (bytes && *bytes) ++inzages_;
    }
    if (!bytes || !*bytes) meld("regel_zonder_rij", fmt::format("{} van regel {} zijn er niet (meer)", wat, regel.index), regel.index);
    else if (!regel.nonce) ++uit_.gewist;
    else if (entry.ontvangen != store::audit::commitment(*regel.nonce, bytes_of(**bytes)))
        meld("bijlage_veranderd", fmt::format("{} van regel {} zijn niet wat het auditlog heeft vastgelegd", wat, regel.index),
             regel.index);
    return {};
}

void Nakijker::groei(Hash const& hash) {
    boom_.append(hash);
    Hash node = hash;
    for (std::size_t niveau = 0; niveau < delen_.size(); ++niveau) {
        auto& deel = delen_[niveau];
        deel.append(node);
        if (deel.size() != std::uint64_t{1} << kept_bits) return;
        node = deel.root();
        deel = {};
        auto const nummer = (boom_.size() >> (kept_bits * (niveau + 1))) - 1;
        if (nummer < bewaard_[niveau].size() && bewaard_[niveau][nummer] != node)
            meld("deelboom_veranderd", fmt::format("bewaarde deelboom {} van niveau {} is niet die van de regels", nummer, niveau + 1));
    }
}

model::Result<void> Nakijker::deelbomen() {
    for (std::size_t niveau = 0; niveau < bewaard_.size(); ++niveau)
        if (bewaard_[niveau].size() > einde_.grootte >> (kept_bits * (niveau + 1)))
            meld("deelboom_veranderd", fmt::format("er zijn meer deelbomen van niveau {} bewaard dan er regels voor zijn", niveau + 1));
    return {};
}

model::Result<void> Nakijker::volgende_punten() {
    auto next = log_.controlepunten(punten_na_, page);
    if (!next) return std::unexpected(next.error());
    if (!next->empty()) punten_na_ = next->back().grootte;
    punten_.assign(next->rbegin(), next->rend());
    return {};
}

model::Result<void> Nakijker::notities() {
    std::string herkomst;
    for (std::uint64_t na = 0;;) {
        auto const next = log_.controlepunten(na, page);
        if (!next) return std::unexpected(next.error());
        if (next->empty()) return {};
        na = next->back().grootte;
        for (auto const& punt : *next) {
            ++uit_.controlepunten;
            auto const wat = fmt::format("het controlepunt over {} regels", punt.grootte);
            if (punt.grootte > einde_.grootte) {
                auto const nu = log_.einde();
                if (!nu || punt.grootte > nu->grootte)
                    meld("afgekapt", fmt::format("{} is bewaard, en het auditlog heeft er {}: het is afgekapt", wat, einde_.grootte));
            }
            if (herkomst.empty()) herkomst = punt.notitie.substr(0, punt.notitie.find('\n'));
            if (!buiten_.sleutel) continue;
            auto const gelezen = store::audit::open(punt.notitie, {herkomst, *buiten_.sleutel});
            using store::audit::NoteFault;
            if (!gelezen && gelezen.error() == NoteFault::no_known_key)
                meld("verkeerde_sleutel", fmt::format("{} is met een andere sleutel ondertekend", wat));
            else if (!gelezen && gelezen.error() == NoteFault::other_origin)
                meld("ander_log", fmt::format("{} is van een ander auditlog", wat));
            else if (!gelezen) meld("handtekening_klopt_niet", fmt::format("{} is veranderd: de handtekening klopt niet", wat));
            else if (gelezen->size != punt.grootte || gelezen->root != punt.wortel)
                meld("controlepunt_veranderd", fmt::format("{} zegt iets anders dan wat is ondertekend", wat));
        }
    }
}

model::Result<void> Nakijker::van_buiten() {
    if (buiten_.notitie.empty()) return {};
    auto const herkomst = buiten_.notitie.substr(0, buiten_.notitie.find('\n'));
    constexpr std::string_view wat = "het controlepunt van buiten";
    if (!buiten_.sleutel)
        return std::unexpected(model::Error{model::ErrorCode::wrong_use, "Een controlepunt van buiten vraagt een sleutel."});
    auto const punt = store::audit::open(buiten_.notitie, {herkomst, *buiten_.sleutel});
    if (!punt) {
        using store::audit::NoteFault;
        if (punt.error() == NoteFault::form) meld("controlepunt_veranderd", fmt::format("{} is geen controlepunt", wat));
        else if (punt.error() == NoteFault::bad_signature)
            meld("handtekening_klopt_niet", fmt::format("{} is veranderd: de handtekening klopt niet", wat));
        else meld("verkeerde_sleutel", fmt::format("{} is met een andere sleutel ondertekend", wat));
        return {};
    }
    auto const eigen = log_.controlepunten(0, 1);
    if (!eigen) return std::unexpected(eigen.error());
    if (!eigen->empty() && !eigen->front().notitie.starts_with(herkomst + "\n")) {
        meld("ander_log", fmt::format("{} is van een ander auditlog ({})", wat, herkomst));
        return {};
    }
    auto const nu = log_.einde();
    if (!nu) return std::unexpected(nu.error());
    if (punt->size > nu->grootte) {
        meld("afgekapt",
             fmt::format("{} spreekt van {} regels en het auditlog heeft er {}: het is afgekapt, of een oude reservekopie is teruggezet",
                         wat, punt->size, nu->grootte));
        return {};
    }
    // From the entries themselves: what is kept of the tree may have been changed with them.
    store::audit::Frontier boom;
    while (boom.size() < punt->size) {
        auto const gelezen = log_.regels(boom.size(), page);
        if (!gelezen || gelezen->empty()) break;
        for (auto const& gevonden : *gelezen)
            if (boom.size() < punt->size) boom.append(store::audit::leaf_hash(gevonden.entry));
    }
    if (boom.size() != punt->size || boom.root() != punt->root)
        meld("gevorkt", fmt::format("het auditlog is een ander dan dat van {} (over {} regels)", wat, punt->size));
    return {};
}

} // namespace

model::Result<Nagekeken> kijk_na(store::Reader& reader, VanBuiten const& buiten, Voortgang const& voortgang) {
    return Nakijker(reader, buiten, voortgang).alles();
}

} // namespace gateway::audit
