#include "rules/standard/stapeling.hpp"

#include "rules/standard/tekst.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace rules::standard {
namespace {

/// Of the products seen so far (by ascending begin) the one that ends last, per group that a later product can clash with.
class Latest {
public:
    explicit Latest(std::span<Zorg const> zorg) : zorg_(zorg) {}

    void add(std::uint32_t i) {
        keep(any_, i);
        auto const* product = zorg_[i].product;
        if (product == nullptr) return keep(generic_, i);
        keep(categorie_[product->categorie], i);
        keep(product->code ? code_[{product->categorie, *product->code}] : without_code_[product->categorie], i);
    }

    /// The product in the way of product i, if any.
    [[nodiscard]] std::optional<std::uint32_t> clash(std::uint32_t i) const {
        auto const* product = zorg_[i].product;
        if (product == nullptr) return overlapping(any_, i);
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
        if (!slot || zorg_[i].periode.einde > zorg_[*slot].periode.einde) slot = i;
    }
    [[nodiscard]] Slot overlapping(Slot slot, std::uint32_t i) const {
        return slot && model::overlaps(zorg_[*slot].periode, zorg_[i].periode) ? slot : Slot{};
    }

    std::span<Zorg const> zorg_;
    Slot any_;
    Slot generic_;
    std::map<model::Code, Slot> categorie_;
    std::map<model::Code, Slot> without_code_;
    std::map<std::pair<model::Code, std::string>, Slot> code_;
};

std::string looptijd(ProductRegel const& regel) {
    return regel.einde ? tekst(regel.periode()) : fmt::format("{} tot onbepaalde tijd", model::to_dutch(*regel.begin));
}

std::string_view why(model::Product const* a, model::Product const* b) {
    if (a == nullptr || b == nullptr) return "een van beide noemt geen product";
    return a->code && b->code ? "hetzelfde product" : "dezelfde productcategorie";
}

} // namespace

bool mag_overlappen(model::Product const* product, model::Domein domein) {
    return domein == model::Domein::wmo && product != nullptr && product->categorie >= model::Code("11") &&
           product->categorie <= model::Code("14");
}

std::vector<std::optional<std::uint32_t>> in_de_weg(std::span<Zorg const> zorg, model::Domein domein) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < zorg.size(); ++i)
        if (zorg[i].periode.begin <= zorg[i].periode.einde && !mag_overlappen(zorg[i].product, domein)) order.push_back(i);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return zorg[i].periode.begin; });

    std::vector<std::optional<std::uint32_t>> clashes(zorg.size());
    Latest latest(zorg);
    for (auto const i : order) {
        clashes[i] = latest.clash(i);
        latest.add(i);
    }
    return clashes;
}

void meld_stapeling(std::vector<ProductRegel> const& regels, model::Domein domein, Meldingen& uit) {
    std::vector<Zorg> zorg;
    for (auto const& regel : regels) zorg.push_back({regel.product, regel.periode()});
    auto const clashes = in_de_weg(zorg, domein);
    for (std::uint32_t i = 0; i < regels.size(); ++i) {
        if (!clashes[i]) continue;
        auto const& other = regels[*clashes[i]];
        uit.push_back({.plaats = regels[i].plaats,
                       .melding = fmt::format("{} overlapt met {}: {}.", regels[i].naam_vooraan(), other.naam(),
                                              why(zorg[i].product, zorg[*clashes[i]].product)),
                       .waarde = looptijd(regels[i]),
                       .grens = fmt::format("geen dag samen met {}", looptijd(other)),
                       .oplossing = "Laat de ene eindigen voor de andere begint, of kies een ander product."});
    }
}

} // namespace rules::standard
