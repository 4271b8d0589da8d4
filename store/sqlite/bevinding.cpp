#include "store/sqlite/bevinding.hpp"

#include "store/sqlite/rows.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <tuple>

namespace store::sqlite {
namespace {

std::optional<std::string> soort_of(BevindingFilter const& filter) {
    return filter.soort ? std::optional(model::to_string(*filter.soort)) : std::nullopt;
}

std::optional<std::string_view> gevolg_of(BevindingFilter const& filter) {
    return filter.gevolg ? std::optional(model::name(*filter.gevolg)) : std::nullopt;
}

/// What a place is about: a product and what was asked for it. Views live as long as the message.
struct Onderwerp {
    std::string_view product;
    model::Money bedrag;
};

std::string_view product_of(std::optional<model::Product> const& product) {
    if (!product) return {};
    return product->code ? std::string_view(*product->code) : product->categorie.view();
}

/// @param items the products or prestaties the class counts
template <class Items>
Onderwerp item_of(Items const& items, std::uint32_t item) {
    if (item >= items.size()) return {};
    return {product_of(items[item].product), {}};
}

/// A whole declaratie that is wrong was asked for as a whole.
Onderwerp onderwerp(model::Message const& bericht, model::Place const& plaats) {
    using model::Klasse;
    if (auto const* gelezen = std::get_if<model::Bericht323>(&bericht.inhoud)) {
        auto const& declaratie = gelezen->declaratie;
        if (plaats.klasse == Klasse::client || plaats.klasse == Klasse::prestatie) {
            if (plaats.client >= declaratie.clienten.size()) return {};
            auto const& prestaties = declaratie.clienten[plaats.client].prestaties;
            if (plaats.klasse == Klasse::client) {
                model::Money sum;
                for (auto const& prestatie : prestaties) sum.cents += prestatie.ingediend_bedrag.signed_amount().cents;
                return {{}, sum};
            }
            if (plaats.item >= prestaties.size()) return {};
            auto const& prestatie = prestaties[plaats.item];
            return {prestatie.product_code, prestatie.ingediend_bedrag.signed_amount()};
        }
        return {{}, declaratie.totaal_ingediend_bedrag.signed_amount()};
    }
    if (plaats.klasse == Klasse::toegewezen_product)
        if (auto const* gelezen = std::get_if<model::Bericht301>(&bericht.inhoud))
            return item_of(gelezen->client.toegewezen_producten, plaats.item);
    if (plaats.klasse == Klasse::start_product)
        if (auto const* gelezen = std::get_if<model::Bericht305>(&bericht.inhoud)) return item_of(gelezen->client.start_producten, plaats.item);
    if (plaats.klasse == Klasse::stop_product)
        if (auto const* gelezen = std::get_if<model::Bericht307>(&bericht.inhoud)) return item_of(gelezen->client.stop_producten, plaats.item);
    if (plaats.klasse == Klasse::aangevraagd_product)
        if (auto const* gelezen = std::get_if<model::Bericht315>(&bericht.inhoud))
            return item_of(gelezen->client.aangevraagde_producten, plaats.item);
    return {};
}

/// A finding on its way into the tables. Places are counted from 0 and no message has 2^32 of them.
struct Regel {
    model::Finding const* finding = nullptr;
    std::int64_t nummer = 0;
    Onderwerp over;
    std::int64_t groep = 0;

    [[nodiscard]] auto sleutel() const {
        return std::tuple(std::string_view(finding->regel), finding->retourcode.view(), finding->gevolg, over.product);
    }
    [[nodiscard]] auto plaats() const { return std::tuple(finding->plaats.klasse, finding->plaats.client, finding->plaats.item); }
};

model::Result<void> clear(Connection& db, BerichtId id) {
    auto lines = db.query("DELETE FROM bevinding WHERE bericht = ?1");
    if (auto done = lines.run(id); !done) return done;
    auto groups = db.query("DELETE FROM bevinding_groep WHERE bericht = ?1");
    return groups.run(id);
}

/// Numbers the groups. @pre the findings of a group stand together, and in it those of one place
model::Result<void> add_groups(Connection& db, BerichtId id, model::Date vandaag, model::Message const* bericht, std::span<Regel> regels) {
    auto insert = db.query("INSERT INTO bevinding_groep (bericht, groep, vandaag, gemeente, aanbieder, soort, regel, niveau, retourcode, "
                           "gevolg, product, regels, bedrag) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)");
    auto const soort = bericht != nullptr ? model::to_string(bericht->soort) : std::string();
    auto const gemeente = bericht != nullptr ? std::string_view(model::gemeente(*bericht)) : std::string_view();
    auto const aanbieder = bericht != nullptr ? std::string_view(model::aanbieder(*bericht)) : std::string_view();
    std::int64_t groep = 0;
    for (auto at = regels.begin(); at != regels.end(); ++groep) {
        auto const first = at;
        std::int64_t places = 0;
        model::Money bedrag;
        for (; at != regels.end() && at->sleutel() == first->sleutel(); ++at) {
            at->groep = groep;
            if (at != first && at->plaats() == (at - 1)->plaats()) continue;
            ++places;
            bedrag.cents += at->over.bedrag.cents;
        }
        auto const& finding = *first->finding;
        auto const done = insert.run(id, groep, vandaag, gemeente, aanbieder, soort, finding.regel, static_cast<std::int64_t>(finding.niveau),
                                     finding.retourcode, model::name(finding.gevolg), first->over.product, places, bedrag.cents);
        if (!done) return done;
    }
    return {};
}

} // namespace

model::Result<void> book_bevindingen(Connection& db, BerichtId id, model::Date vandaag, model::Message const* bericht,
                                     std::span<model::Finding const> bevindingen) {
    if (auto done = clear(db, id); !done || bevindingen.empty()) return done;
    std::vector<Regel> regels;
    regels.reserve(bevindingen.size());
    for (auto const& finding : bevindingen)
        regels.push_back({&finding, std::ssize(regels) + 1, bericht != nullptr ? onderwerp(*bericht, finding.plaats) : Onderwerp{}, 0});
    std::ranges::sort(regels, {}, [](Regel const& regel) { return std::tuple(regel.sleutel(), regel.plaats(), regel.nummer); });
    if (auto done = add_groups(db, id, vandaag, bericht, regels); !done) return done;
    // In order of number, so that every row is added at the end of the table.
    std::ranges::sort(regels, {}, &Regel::nummer);
    auto insert = db.query("INSERT INTO bevinding (bericht, nummer, groep, klasse, client, item, bedrag) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    for (auto const& regel : regels) {
        auto const& plaats = regel.finding->plaats;
        auto const done = insert.run(id, regel.nummer, regel.groep, static_cast<std::int64_t>(plaats.klasse), std::int64_t{plaats.client},
                                     std::int64_t{plaats.item}, regel.over.bedrag.cents);
        if (!done) return done;
    }
    return {};
}

model::Result<std::vector<BevindingGroep>> read_groepen(Connection& db, BevindingFilter const& filter, Groepeer per, bool per_maand) {
    auto row = db.query("SELECT CASE ?9 WHEN 'regel' THEN regel WHEN 'retourcode' THEN retourcode WHEN 'gemeente' THEN gemeente "
                        "WHEN 'aanbieder' THEN aanbieder WHEN 'product' THEN product ELSE soort END AS sleutel, "
                        "CASE ?10 WHEN 0 THEN vandaag ELSE unixepoch(vandaag * 86400, 'unixepoch', 'start of month') / 86400 END AS periode, "
                        "count(DISTINCT bericht), sum(regels), sum(bedrag) FROM bevinding_groep "
                        "WHERE vandaag BETWEEN ?1 AND ?2 AND (?3 IS NULL OR gevolg = ?3) AND (?4 IS NULL OR soort = ?4) "
                        "AND (?5 IS NULL OR gemeente = ?5) AND (?6 IS NULL OR aanbieder = ?6) AND (?7 IS NULL OR regel = ?7) "
                        "AND (?8 IS NULL OR retourcode = ?8) AND (?11 IS NULL OR product = ?11) GROUP BY sleutel, periode "
                        "ORDER BY sleutel, periode");
    std::vector<BevindingGroep> all;
    auto more = row.first(filter.van, filter.tot, gevolg_of(filter), soort_of(filter), or_null(filter.gemeente), or_null(filter.aanbieder),
                          or_null(filter.regel), or_null(filter.retourcode), name(per), std::int64_t{per_maand}, filter.product);
    for (; more && *more; more = row.next())
        all.push_back({row.string(0), row.date(1), row.integer(2), row.integer(3), model::Money{row.integer(4)}});
    if (!more) return std::unexpected(more.error());
    return all;
}

model::Result<std::vector<BevindingRegel>> read_bevindingen(Connection& db, BevindingFilter const& filter,
                                                            std::optional<BevindingCursor> const& na, std::int64_t aantal) {
    // Messages are gone through by number, so that a page stops reading when it is full.
    auto row = db.query("SELECT g.bericht, v.nummer, g.vandaag, g.gemeente, g.aanbieder, g.soort, g.regel, g.niveau, g.retourcode, g.gevolg, "
                        "g.product, v.klasse, v.client, v.item, v.bedrag FROM bevinding v "
                        "CROSS JOIN bevinding_groep g ON g.bericht = v.bericht AND g.groep = v.groep "
                        "WHERE v.bericht = ?1 AND v.nummer > ?2 AND (?3 IS NULL OR g.gevolg = ?3) AND (?4 IS NULL OR g.regel = ?4) "
                        "AND (?5 IS NULL OR g.retourcode = ?5) AND (?6 IS NULL OR g.product = ?6) ORDER BY v.nummer");
    auto berichten = db.query("SELECT DISTINCT bericht FROM bevinding_groep WHERE bericht <= ?1 AND vandaag BETWEEN ?2 AND ?3 "
                              "AND (?4 IS NULL OR gevolg = ?4) AND (?5 IS NULL OR soort = ?5) AND (?6 IS NULL OR gemeente = ?6) "
                              "AND (?7 IS NULL OR aanbieder = ?7) AND (?8 IS NULL OR regel = ?8) AND (?9 IS NULL OR retourcode = ?9) "
                              "AND (?10 IS NULL OR product = ?10) ORDER BY bericht DESC");
    std::vector<BevindingRegel> page;
    auto const last = na ? na->bericht : std::numeric_limits<std::int64_t>::max();
    auto found = berichten.first(last, filter.van, filter.tot, gevolg_of(filter), soort_of(filter), or_null(filter.gemeente),
                                 or_null(filter.aanbieder), or_null(filter.regel), or_null(filter.retourcode), filter.product);
    for (; found && *found && std::ssize(page) < aantal; found = berichten.next()) {
        auto const bericht = berichten.integer(0);
        auto const after = na && na->bericht == bericht ? na->nummer : 0;
        auto more = row.first(bericht, after, gevolg_of(filter), or_null(filter.regel), or_null(filter.retourcode), filter.product);
        for (; more && *more && std::ssize(page) < aantal; more = row.next()) {
            BevindingRegel regel{row.integer(0), row.integer(1), row.date(2), row.string(3), row.string(4), model::parse_soort(row.text(5)),
                                 row.string(6), row.integer(7), row.string(8), row.string(9), row.string(10), {}, model::Money{row.integer(14)}};
            regel.plaats.klasse = static_cast<model::Klasse>(row.integer(11));
            regel.plaats.client = static_cast<std::uint32_t>(row.integer(12));
            regel.plaats.item = static_cast<std::uint32_t>(row.integer(13));
            page.push_back(std::move(regel));
        }
        if (!more) return std::unexpected(more.error());
    }
    if (!found) return std::unexpected(found.error());
    return page;
}

} // namespace store::sqlite
