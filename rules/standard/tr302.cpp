// TR302: "Een Product mag alleen vaker in een toewijzingsbericht voorkomen indien de zorgperiodes elkaar niet overlappen."
// Without a code it holds for the whole categorie, without a categorie for every other product. Wmo categories 11 to 14 may overlap
// anything. Removed toewijzingen (reason 13 or 01, ending on their first day) do not count.
#include "rules/standard/common.hpp"
#include "rules/standard/tekst.hpp"
#include "rules/standard/within.hpp"

#include <fmt/format.h>

#include <limits>
#include <map>
#include <optional>

namespace rules::standard {
namespace {

using Product = model::ToegewezenProduct;

bool removed(Product const& product) {
    auto const& reden = product.reden_wijziging;
    return (reden == model::Code("13") || reden == model::Code("01")) && product.einddatum &&
           product.einddatum->value == product.ingangsdatum.value;
}

bool may_overlap(Product const& product, model::Domein domein) {
    return domein == model::Domein::wmo && product.product && product.product->categorie >= model::Code("11") &&
           product.product->categorie <= model::Code("14");
}

model::Period period(Product const& product) {
    auto const open = model::Date{std::numeric_limits<std::int32_t>::max()};
    return {product.ingangsdatum, product.einddatum ? product.einddatum->value : open};
}

std::string looptijd(Product const& product) {
    return product.einddatum ? tekst(period(product)) : fmt::format("{} tot onbepaalde tijd", model::to_dutch(product.ingangsdatum));
}

std::string_view what(Product const& product) {
    if (!product.product) return "een toewijzing zonder product";
    return product.product->code ? "hetzelfde product" : "dezelfde productcategorie";
}

/// Of the products seen so far (by ascending ingangsdatum) the one that ends last, per group that a later product can clash with.
class Latest {
public:
    explicit Latest(std::vector<Product> const& producten) : producten_(producten) {}

    void add(std::uint32_t i) {
        keep(any_, i);
        auto const& product = producten_[i].product;
        if (!product) return keep(generic_, i);
        keep(categorie_[product->categorie], i);
        keep(product->code ? code_[{product->categorie, *product->code}] : without_code_[product->categorie], i);
    }

    /// The product in the way of product i, if any.
    [[nodiscard]] std::optional<std::uint32_t> clash(std::uint32_t i) const {
        auto const& product = producten_[i].product;
        if (!product) return overlapping(any_, i);
        if (auto const hit = overlapping(generic_, i)) return hit;
        if (!product->code) return overlapping(find(categorie_, product->categorie), i);
        if (auto const hit = overlapping(find(code_, {product->categorie, *product->code}), i)) return hit;
        return overlapping(find(without_code_, product->categorie), i);
    }

private:
    using Slot = std::optional<std::uint32_t>;

    template <class Map>
    static Slot find(Map const& map, typename Map::key_type const& key) {
        auto const it = map.find(key);
        return it == map.end() ? Slot{} : it->second;
    }
    void keep(Slot& slot, std::uint32_t i) const {
        if (!slot || period(producten_[i]).einde > period(producten_[*slot]).einde) slot = i;
    }
    [[nodiscard]] Slot overlapping(Slot slot, std::uint32_t i) const {
        return slot && model::overlaps(period(producten_[*slot]), period(producten_[i])) ? slot : Slot{};
    }

    std::vector<Product> const& producten_;
    Slot any_;
    Slot generic_;
    std::map<model::Code, Slot> categorie_;
    std::map<model::Code, Slot> without_code_;
    std::map<std::pair<model::Code, std::string>, Slot> code_;
};

void check(Zaak const& zaak, Meldingen& uit) {
    auto const& producten = zaak.als<model::Bericht301>().client.toegewezen_producten;
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < producten.size(); ++i) {
        auto const [begin, einde] = period(producten[i]);
        if (begin <= einde && !removed(producten[i]) && !may_overlap(producten[i], zaak.bericht.soort.domein)) order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return producten[i].ingangsdatum.value; });

    std::vector<std::optional<std::uint32_t>> clashes(producten.size());
    Latest latest(producten);
    for (auto const i : order) {
        clashes[i] = latest.clash(i);
        latest.add(i);
    }
    for_each_product(zaak.als<model::Bericht301>(), [&](Product const& product, model::Place const& plaats) {
        if (!clashes[plaats.item]) return;
        auto const& other = producten[*clashes[plaats.item]];
        uit.push_back({.plaats = plaats,
                       .melding = fmt::format("Toewijzing {} overlapt met toewijzing {} van {}.", product.toewijzing_nummer.value,
                                              other.toewijzing_nummer.value, what(product.product ? other : product)),
                       .waarde = looptijd(product),
                       .grens = fmt::format("geen dag samen met {}", looptijd(other)),
                       .oplossing = "Laat de ene toewijzing eindigen voor de andere begint, of kies een ander product."});
    });
}

} // namespace

constinit Rule const tr302{
    .id = "TR302",
    .niveau = model::Niveau::bericht,
    .retourcode = "0001",
    .berichten = in_301,
    .zin = "Toewijzingen van hetzelfde product overlappen elkaar niet.",
    .bron = "TR302",
    .check = &check,
};

} // namespace rules::standard
