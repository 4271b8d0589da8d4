#include "rules/contract/legitimiteit.hpp"
#include "rules/contract/toml_afspraken.hpp"
#include "rules/contract/toml_reader.hpp"
#include "xsd/model/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

namespace rules::contract {

namespace {

using model::excerpt;

/// What `gevolg` may say; `uit` is nullopt.
constexpr auto gevolgen =
    std::to_array<std::pair<std::string_view, std::optional<model::Gevolg>>>({{"afkeuren", model::Gevolg::afkeuren},
                                                                              {"aanhouden", model::Gevolg::aanhouden},
                                                                              {"signaleren", model::Gevolg::signaleren},
                                                                              {"uit", std::nullopt}});

std::string possible(Legitiem const& l) {
    std::string woorden = "\"uit\"";
    if (!l.kijkt) return woorden;
    woorden += ", \"signaleren\"";
    if (l.ruimte->aanhouden) woorden += ", \"aanhouden\"";
    if (l.ruimte->afkeuren) woorden += ", \"afkeuren\"";
    return woorden;
}

std::string limit(Legitiem const& l) { return fmt::format("{}: {}", l.ruimte->bron, l.ruimte->reden); }

class RegelReader {
public:
    RegelReader(std::string const& bestand, toml::table const& table, std::string_view regel, Kop& kop, std::vector<Fout>& fouten)
        : bestand_(bestand), table_(table), regel_(regel), kop_(kop), fouten_(fouten) {}

    void read() {
        TomlReader reader(bestand_, table_, fmt::format("[regels.{}]", regel_), fouten_);
        for (auto const& [key, node] : table_) {
            std::int16_t bericht = 0;
            auto const text = key.str();
            auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), bericht);
            bool const number = error == std::errc() && end == text.data() + text.size();
            if (number && node.is_table()) {
                of_message(*node.as_table(), bericht, key.source());
            } else if (std::ranges::find(regel_keys, text) == regel_keys.end()) {
                reader.fault(key.source(), excerpt(text), fmt::format("gevolg, code, credit of een bericht: [regels.{}.301]", regel_),
                             fmt::format("De sleutel \"{}\" is onbekend.", excerpt(text)));
            }
        }
        if (table_.contains("gevolg")) setting(reader, 0);
        only_with_message(reader, "code");
        only_with_message(reader, "credit");
    }

private:
    void of_message(toml::table const& table, std::int16_t bericht, toml::source_region const& where) {
        TomlReader reader(bestand_, table, fmt::format("[regels.{}.{}]", regel_, bericht), fouten_);
        reader.only(regel_keys);
        if (legitiem(regel_, bericht) == nullptr) {
            reader.fault(where, fmt::format("{}", bericht), messages(), fmt::format("Regel {} kijkt niet naar een {}.", regel_, bericht));
            return;
        }
        if (!table.contains("gevolg"))
            reader.fault(where, "", "gevolg = \"signaleren\"",
                         fmt::format("De sleutel \"gevolg\" ontbreekt in [regels.{}.{}].", regel_, bericht));
        else setting(reader, bericht);
        check_code(reader, bericht);
        check_credit(reader);
    }

    /// `gevolg`, for one message or (0) for all messages of the rule; each of them must leave room for it.
    void setting(TomlReader& reader, std::int16_t bericht) {
        auto const gevolg = reader.keuze<std::optional<model::Gevolg>>("gevolg", gevolgen, true);
        if (!gevolg) return;
        auto const& node = *reader.table().get("gevolg");
        for (auto const& l : legitimiteit()) {
            if (l.regel != regel_ || (bericht == 0 ? !l.kijkt : l.bericht != bericht)) continue;
            if (!*gevolg || mag(regel_, l.bericht, **gevolg)) continue;
            reader.fault(node.source(), fmt::format("{}", model::name(**gevolg)),
                         bericht == 0 ? fmt::format("{} op een {}; per bericht: [regels.{}.{}]", possible(l), l.bericht, regel_, l.bericht)
                                      : possible(l),
                         fmt::format("{} mag op een {} niet {}. {}", regel_, l.bericht, model::name(**gevolg), limit(l)));
        }
        kop_.regels.push_back(
            {std::string(regel_), bericht, gevolg->has_value(), gevolg->value_or(model::Gevolg::signaleren), reader.herkomst()});
    }

    void check_code(TomlReader& reader, std::int16_t bericht) {
        auto const* node = reader.table().get("code");
        if (node == nullptr) return;
        auto const code = node->value_exact<std::string>();
        if (code && mag_code(regel_, bericht, *code)) return;
        auto const& l = *legitiem(regel_, bericht);
        reader.fault(node->source(), code ? excerpt(*code) : std::string(),
                     l.ruimte->codes.empty() ? "geen code" : fmt::format("een van {}", l.ruimte->codes),
                     fmt::format("De tekst van deze retourcode is niet waar voor {} op een {}. {}", regel_, bericht, limit(l)));
    }

    void check_credit(TomlReader& reader) {
        auto const* node = reader.table().get("credit");
        if (node == nullptr || node->value_exact<std::string>() == "uit") return;
        reader.fault(node->source(), excerpt(node->value_exact<std::string>().value_or("")), "\"uit\"",
                     "Een credit wordt nooit op zijn inhoud beoordeeld. IV085: een credit herhaalt een toegekende prestatie.");
    }

    void only_with_message(TomlReader& reader, std::string_view key) {
        if (auto const* node = table_.get(key))
            reader.fault(node->source(), "", fmt::format("[regels.{}.323] met {}", regel_, key),
                         fmt::format("De sleutel \"{}\" hoort bij een bericht.", key));
    }

    [[nodiscard]] std::string messages() const {
        std::string out = "een van";
        for (auto const& l : legitimiteit())
            if (l.regel == regel_ && l.kijkt) out += fmt::format(" {}", l.bericht);
        return out;
    }

    std::string const& bestand_;
    toml::table const& table_;
    std::string_view regel_;
    Kop& kop_;
    std::vector<Fout>& fouten_;
};

} // namespace

void read_regels(std::string const& bestand, toml::table const& root, Kop& kop, std::vector<Fout>& fouten) {
    auto const* node = root.get("regels");
    if (node == nullptr) return;
    TomlReader outside(bestand, root, "het bestand", fouten);
    auto const* regels = node->as_table();
    if (regels == nullptr) {
        outside.wrong(*node, "regels", "[regels.R14]");
        return;
    }
    for (auto const& [key, value] : *regels) {
        bool const known = std::ranges::any_of(legitimiteit(), [&](Legitiem const& l) { return l.regel == key.str(); });
        if (!known || !value.is_table())
            outside.fault(key.source(), excerpt(key.str()), "[regels.R01] tot en met [regels.R38]",
                          key.str() == "R05" ? "R05 wordt altijd gecontroleerd, bij het laden: een overeenkomst begint op een instapmoment."
                                             : "Deze contractregel bestaat niet.");
        else RegelReader(bestand, *value.as_table(), key.str(), kop, fouten).read();
    }
    std::ranges::sort(kop.regels, {}, [](auto const& r) { return std::tie(r.regel, r.bericht); });
}

} // namespace rules::contract
