#include "store/sqlite/referenties.hpp"

#include "store/sqlite/walk.hpp"

#include <algorithm>
#include <utility>

namespace store::sqlite {
namespace {

/// What one takes in memory, about.
std::size_t omvang(std::string_view nummer) {
    constexpr std::size_t plek = 80; // with the places that are free
    constexpr std::size_t kort = 15; // letters that a string has room for in place
    return plek + (nummer.size() > kort ? nummer.size() + 1 : 0);
}

} // namespace

Referenties::Nieuw& Referenties::van_wie(Van van) {
    auto& domein = nieuw_[van.domein];
    auto const wie = domein.find(van.aanbieder);
    return wie != domein.end() ? wie->second : domein[std::string(van.aanbieder)];
}

Referenties::Stand* Referenties::vind(Van van, std::string_view nummer) {
    auto& domein = nieuw_[van.domein];
    auto const wie = domein.find(van.aanbieder);
    if (wie == domein.end()) return nullptr;
    auto const place = wie->second.find(nummer);
    return place == wie->second.end() ? nullptr : &place->second;
}

model::Result<void> Referenties::lees(Van van, std::vector<std::string_view> const& nummers, model::Facts& facts) {
    if (meeste_bytes_ == 0) return lees_rijen(van, nummers, facts);
    // Not between two of one message: the second would no longer see the first.
    if (bytes_ > meeste_bytes_)
        if (auto done = schrijf_weg(); !done) return done;
    if (!rijen_) {
        auto row = db_.query("SELECT EXISTS (SELECT 1 FROM referentie)");
        if (auto const found = row.first(); !found) return std::unexpected(found.error());
        rijen_ = row.integer(0) != 0;
    }
    std::vector<std::string_view> rest;
    for (auto const nummer : nummers) {
        auto const* stand = vind(van, nummer);
        if (stand == nullptr) {
            if (*rijen_) rest.push_back(nummer);
        } else if (auto done = lees_prestatie(nummer, *stand, facts); !done) {
            return done;
        }
    }
    return lees_rijen(van, rest, facts);
}

model::Result<void> Referenties::lees_rijen(Van van, std::vector<std::string_view> const& nummers, model::Facts& facts) {
    if (nummers.empty()) return {};
    auto row = db_.query("SELECT nummer, prestatie, gecrediteerd FROM referentie "
                         "WHERE aanbieder = ?1 AND domein = ?2 AND nummer >= ?3 ORDER BY nummer");
    return walk(
        row, nummers, [&](std::string_view nummer) { return row.first(van.aanbieder, van.domein, nummer); }, [&] { return row.text(0); },
        [&](std::string_view nummer) {
            return lees_prestatie(nummer, {row.integer(1), row.integer(2) != 0}, facts);
        });
}

model::Result<void> Referenties::lees_prestatie(std::string_view nummer, Stand stand, model::Facts& facts) {
    auto prestatie = db_.query("SELECT toegekend, debet_credit, toewijzing, begin, einde, categorie, code FROM prestatie WHERE id = ?1");
    auto const found = prestatie.first(stand.prestatie);
    if (!found) return std::unexpected(found.error());
    if (!*found)
        return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een referentie wijst naar een prestatie die er niet is"});
    auto& fact = facts.referenties[std::string(nummer)];
    fact.toegekend = prestatie.integer(0) != 0;
    fact.debet = prestatie.text(1) != "C";
    fact.gecrediteerd = stand.gecrediteerd;
    fact.toewijzing_nummer = prestatie.integer(2);
    fact.periode = {prestatie.date(3), prestatie.date(4)};
    fact.categorie = prestatie.code(5);
    fact.code = prestatie.text(6);
    return {};
}

model::Result<void> Referenties::voeg_toe(Van van, std::string_view nummer, std::int64_t prestatie) {
    if (meeste_bytes_ == 0) return schrijf(van, nummer, {prestatie, false});
    if (!van_wie(van).try_emplace(std::string(nummer), Stand{prestatie, false}).second) return {};
    bytes_ += omvang(nummer);
    return {};
}

model::Result<void> Referenties::crediteer(Van van, std::string_view nummer) {
    if (auto* stand = vind(van, nummer); stand != nullptr) {
        stand->gecrediteerd = true;
        return {};
    }
    auto credit = db_.query("UPDATE referentie SET gecrediteerd = 1 WHERE aanbieder = ?1 AND domein = ?2 AND nummer = ?3");
    return credit.run(van.aanbieder, van.domein, nummer);
}

model::Result<void> Referenties::schrijf(Van van, std::string_view nummer, Stand stand) {
    auto insert = db_.query("INSERT OR IGNORE INTO referentie (aanbieder, domein, nummer, prestatie, gecrediteerd) "
                            "VALUES (?1, ?2, ?3, ?4, ?5)");
    return insert.run(van.aanbieder, van.domein, nummer, stand.prestatie, static_cast<std::int64_t>(stand.gecrediteerd));
}

model::Result<void> Referenties::schrijf_weg() {
    auto const all = std::exchange(nieuw_, {});
    bytes_ = 0;
    for (auto const& [domein, aanbieders] : all)
        for (auto const& [aanbieder, nieuw] : aanbieders) {
            rijen_ = true;
            std::vector<Nieuw::value_type const*> op_volgorde;
            op_volgorde.reserve(nieuw.size());
            for (auto const& een : nieuw) op_volgorde.push_back(&een);
            std::ranges::sort(op_volgorde, {}, [](auto const* een) -> std::string_view { return een->first; });
            for (auto const* een : op_volgorde)
                if (auto done = schrijf({aanbieder, domein}, een->first, een->second); !done) return done;
        }
    return {};
}

} // namespace store::sqlite
