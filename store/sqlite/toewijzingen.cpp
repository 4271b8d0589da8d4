#include "store/sqlite/toewijzingen.hpp"

#include "store/sqlite/boeking.hpp"
#include "store/sqlite/rows.hpp"
#include "store/sqlite/walk.hpp"
#include "store/verbintenissen.hpp"

#include <algorithm>
#include <utility>

namespace store::sqlite {

void versie_at(Query const& row, int column, model::ToewijzingFact& feit) {
    if (!row.null(column)) {
        feit.product.emplace().categorie = row.code(column);
        if (!row.null(column + 1)) feit.product->code = row.string(column + 1);
    }
    feit.toewijzingsdatum = row.date(column + 2);
    feit.toewijzingstijd = row.text(column + 3);
    feit.ingangsdatum = row.date(column + 4);
    if (!row.null(column + 5)) feit.einddatum = row.date(column + 5);
    if (!row.null(column + 6)) feit.reden_wijziging = row.code(column + 6);
    if (!row.null(column + 7)) feit.omvang = model::Omvang{row.integer(column + 7), row.code(column + 8), row.code(column + 9)};
    if (!row.null(column + 10)) feit.budget = model::Money{row.integer(column + 10)};
}

namespace {

/// @pre the row has the columns of lees_rijen(); its bsn is that of the row
model::Result<void> read_toewijzing(Query const& row, model::ToewijzingFact& fact) {
    fact.bsn = row.text(1);
    fact.aanbieder = row.text(2);
    versie_at(row, 3, fact);
    auto debetten = model::LopendeDebetten::from_bytes(row.blob(14));
    if (!debetten) return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "de debetten van een toewijzing zijn onleesbaar"});
    fact.debetten = std::move(*debetten);
    auto verbintenissen = decode_verbintenissen(row.blob(15));
    if (!verbintenissen) return std::unexpected(verbintenissen_unreadable());
    fact.verbintenissen = std::move(*verbintenissen);
    return {};
}

/// Whether it is about a client whom the message names; then its bsn is that client's.
bool herken(Herkenning const& herkenning, model::ToewijzingFact& feit) {
    auto bsn = herkenning.bsn(feit.bsn);
    if (bsn == feit.bsn) return false;
    feit.bsn = std::move(bsn);
    return true;
}

} // namespace

std::vector<Toewijzingen::Groep::Plek>::iterator Toewijzingen::Groep::vanaf(std::int64_t nummer) {
    if (hier >= plekken.size() || plekken[hier].first > nummer) hier = 0;
    std::size_t stap = 1;
    auto einde = hier;
    while (einde < plekken.size() && plekken[einde].first < nummer) {
        hier = einde;
        einde += stap;
        stap *= 2;
    }
    auto const begin = plekken.begin() + static_cast<std::ptrdiff_t>(hier);
    auto const place = std::ranges::lower_bound(begin, plekken.begin() + static_cast<std::ptrdiff_t>(std::min(einde, plekken.size())),
                                                nummer, {}, &Plek::first);
    hier = static_cast<std::size_t>(place - plekken.begin());
    return place;
}

Toewijzingen::Onthouden* Toewijzingen::Groep::vind(std::int64_t nummer) {
    auto const place = vanaf(nummer);
    return place == plekken.end() || place->first != nummer ? nullptr : place->second.get();
}

std::size_t Toewijzingen::omvang(model::ToewijzingFact const& feit) noexcept {
    return sizeof(Groep::Plek) + sizeof(Onthouden) + feit.debetten.bytes().size() + feit.verbintenissen.size() * sizeof(model::Verbintenis);
}

model::Result<Toewijzingen::Groep*> Toewijzingen::groep_van(std::int64_t base) {
    auto const [place, added] = groepen_.try_emplace(base);
    if (added) {
        auto row = db_.query("SELECT max(id) FROM toewijzing WHERE id >= ?1 AND id < ?2");
        if (auto const found = row.first(base, base + toewijzing_numbers); !found) return std::unexpected(found.error());
        if (!row.null(0)) place->second.hoogste = row.integer(0) - base;
    }
    return &place->second;
}

model::ToewijzingFact const& Toewijzingen::onthoud(Groep& groep, model::ToewijzingFact feit, bool herkend) {
    bytes_ += omvang(feit);
    auto const nummer = feit.nummer;
    groep.hoogste = std::max(groep.hoogste, nummer);
    return groep.plekken.emplace(groep.vanaf(nummer), nummer, std::make_unique<Onthouden>(std::move(feit), herkend))->second->feit;
}

void Toewijzingen::onthoud(model::ToewijzingFact feit) {
    // Else somebody reads it from its row.
    if (auto const groep = groepen_.find(feit.rij - feit.nummer); groep != groepen_.end()) onthoud(groep->second, std::move(feit), true);
}

model::Result<void> Toewijzingen::lees_rijen(Herkenning const& herkenning, std::int64_t base, std::vector<std::int64_t> const& nummers,
                                             Groep* groep, model::Facts& facts) {
    if (nummers.empty()) return {};
    auto row = db_.query("SELECT id, bsn, aanbieder, categorie, code, toewijzingsdatum, toewijzingstijd, ingangsdatum, einddatum, "
                         "reden_wijziging, volume, eenheid, frequentie, budget, debetten, verbintenissen FROM toewijzing "
                         "WHERE id >= ?1 AND id < ?2 ORDER BY id");
    return walk(
        row, nummers, [&](std::int64_t nummer) { return row.first(base + nummer, base + toewijzing_numbers); },
        [&] { return row.integer(0) - base; },
        [&](std::int64_t nummer) -> model::Result<void> {
            model::ToewijzingFact feit;
            feit.nummer = nummer;
            feit.rij = base + nummer;
            if (auto done = read_toewijzing(row, feit); !done) return done;
            bool const herkend = herken(herkenning, feit);
            if (groep == nullptr) facts.toewijzingen.zet(nummer, std::move(feit));
            else facts.toewijzingen.leen(nummer, onthoud(*groep, std::move(feit), herkend));
            return {};
        });
}

model::Result<void> Toewijzingen::lees(Herkenning const& herkenning, std::int64_t base, std::vector<std::int64_t> const& nummers,
                                       model::Facts& facts) {
    facts.toewijzingen.reserve(nummers.size());
    if (meeste_bytes_ == 0) return lees_rijen(herkenning, base, nummers, nullptr, facts);
    if (bytes_ > meeste_bytes_)
        if (auto done = laat_los(); !done) return done;
    losgelaten_.clear();
    auto const groep = groep_van(base);
    if (!groep) return std::unexpected(groep.error());
    std::vector<std::int64_t> nieuw;
    std::vector<Onthouden*> bekend;
    bekend.reserve(nummers.size());
    for (auto const nummer : nummers) {
        auto* known = (*groep)->vind(nummer);
        if (known == nullptr) {
            if (nummer <= (*groep)->hoogste) nieuw.push_back(nummer);
            continue;
        }
        // They lie far apart: all of them are on their way before the first one is looked at.
        for (std::size_t at = 0; at < sizeof(Onthouden); at += 64) __builtin_prefetch(reinterpret_cast<char const*>(known) + at);
        bekend.push_back(known);
    }
    for (auto* known : bekend) {
        if (!known->herkend) known->herkend = herken(herkenning, known->feit);
        facts.toewijzingen.leen(known->feit.nummer, known->feit);
    }
    return lees_rijen(herkenning, base, nieuw, *groep, facts);
}

model::Result<void> Toewijzingen::boek(model::ToewijzingFact const& feit, std::optional<std::span<model::Verbintenis const>> vastgelegd,
                                       std::function<void(model::LopendeDebetten&)> const& wijzig) {
    auto const groep = groepen_.find(feit.rij - feit.nummer);
    auto* known = groep == groepen_.end() ? nullptr : groep->second.vind(feit.nummer);
    if (known == nullptr) {
        debetten_ = feit.debetten;
        wijzig(debetten_);
        return schrijf(feit.rij, debetten_, vastgelegd);
    }
    auto& onthouden = known->feit;
    bytes_ -= omvang(onthouden);
    wijzig(onthouden.debetten);
    if (vastgelegd) onthouden.verbintenissen.assign(vastgelegd->begin(), vastgelegd->end());
    bytes_ += omvang(onthouden);
    known->geboekt = !vastgelegd;
    return known->geboekt ? model::Result<void>() : schrijf(feit.rij, onthouden.debetten, vastgelegd);
}

model::Result<void> Toewijzingen::schrijf(std::int64_t rij, model::LopendeDebetten const& debetten,
                                          std::optional<std::span<model::Verbintenis const>> vastgelegd) {
    auto update = db_.query("UPDATE toewijzing SET debetten = ?2, verbintenissen = ifnull(?3, verbintenissen) WHERE id = ?1");
    return update.run(rij, debetten.bytes(), vastgelegd ? std::optional(encode(*vastgelegd)) : std::nullopt);
}

model::Result<void> Toewijzingen::laat_los(std::int64_t rij) {
    auto const nummer = rij % toewijzing_numbers;
    auto const groep = groepen_.find(rij - nummer);
    if (groep == groepen_.end()) return {};
    auto const place = groep->second.vanaf(nummer);
    if (place == groep->second.plekken.end() || place->first != nummer) return {};
    auto weg = std::move(place->second);
    groep->second.plekken.erase(place);
    bytes_ -= omvang(weg->feit);
    auto const& [feit, herkend, geboekt] = *losgelaten_.emplace_back(std::move(weg));
    return geboekt ? schrijf(rij, feit.debetten, std::nullopt) : model::Result<void>();
}

model::Result<void> Toewijzingen::laat_los() {
    auto all = std::exchange(groepen_, {});
    bytes_ = 0;
    for (auto& [base, groep] : all)
        for (auto& [nummer, onthouden] : groep.plekken) {
            if (onthouden->geboekt)
                if (auto done = schrijf(base + nummer, onthouden->feit.debetten, std::nullopt); !done) return done;
            losgelaten_.push_back(std::move(onthouden));
        }
    return {};
}

} // namespace store::sqlite
