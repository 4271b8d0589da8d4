#include "gateway/partners.hpp"

#include "gateway/config_file.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <variant>

namespace gateway {

namespace {

constexpr std::size_t oin_size = 20;
constexpr model::Date always{std::numeric_limits<std::int32_t>::max()};
constexpr std::array<std::string_view, 5> rolnamen{"gemeente", "aanbieder", "knooppunt", "relatie", "beheer"};
constexpr std::array<std::string_view, 7> protocolnamen{"ggk0210", "ggk0310", "vsp_push", "vsp_pull", "postbus", "map", "http"};
constexpr std::array<std::int16_t, 14> nummers{301, 302, 305, 306, 307, 308, 315, 316, 317, 318, 319, 320, 323, 325};
constexpr std::array<std::string_view, 2> modusnamen{"endpoint", "relay"};
constexpr std::array<std::string_view, 2> bevestigingnamen{"synchroon", "geen"};
constexpr std::array<std::string_view, 2> tijdstipnamen{"vrij", "oplopend"};
constexpr std::array<std::string_view, 2> antwoordnamen{"Di01", "Du01"};

bool within(model::Period const& period, model::Date day) { return period.begin <= day && day <= period.einde; }

bool meet(model::Period const& a, model::Period const& b) { return a.begin <= b.einde && b.begin <= a.einde; }

bool all_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

bool is_organisatie(std::string_view text) { return (text.size() == 4 || text.size() == 8) && all_digits(text); }

bool is_oin(std::string_view text) {
    return text.size() == oin_size &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
}

bool shares_one(std::vector<std::string> const& a, std::vector<std::string> const& b) {
    return std::ranges::any_of(a, [&](auto const& one) { return std::ranges::find(b, one) != b.end(); });
}

/// Takes the values out of one table, and tells every fault with its line.
class Table {
public:
    Table(std::string file, TomlTabel const& tabel, std::vector<std::string>& fouten)
        : file_(std::move(file)), tabel_(tabel), fouten_(fouten) {}

    /// One text. Without it: a fault when it is `required`, else empty.
    std::string text(std::string_view sleutel, bool required) {
        auto const* veld = find(sleutel, required);
        if (veld == nullptr) return {};
        auto const* text = std::get_if<std::string>(&veld->waarde);
        if (text != nullptr && !(required && text->empty())) return *text;
        fault(sleutel, "verwacht een tekst tussen aanhalingstekens, niet leeg");
        return {};
    }

    std::vector<std::string> list(std::string_view sleutel) {
        auto const* veld = find(sleutel, true);
        if (veld == nullptr) return {};
        if (auto const* one = std::get_if<std::string>(&veld->waarde)) return {*one};
        auto const& all = std::get<std::vector<std::string>>(veld->waarde);
        if (all.empty()) fault(sleutel, "mag niet leeg zijn");
        return all;
    }

    /// The place of a word in `namen`; `otherwise` when the key is not there.
    std::size_t one_of(std::string_view sleutel, std::span<std::string_view const> namen, std::optional<std::size_t> otherwise) {
        auto const word = text(sleutel, !otherwise);
        if (word.empty()) return otherwise.value_or(0);
        auto const at = std::ranges::find(namen, word);
        if (at != namen.end()) return static_cast<std::size_t>(at - namen.begin());
        fault(sleutel, fmt::format("{} is geen van de mogelijkheden; verwacht: {}", word, fmt::join(namen, ", ")));
        return 0;
    }

    std::string oin(std::string_view sleutel) {
        auto word = text(sleutel, true);
        if (!word.empty() && !is_oin(word)) fault(sleutel, "is geen OIN; verwacht: 20 cijfers of letters");
        return word;
    }

    model::Period geldig() {
        model::Period period{day("geldig_van", {}, true), day("geldig_tot", always, false)};
        if (period.einde < period.begin) fault("geldig_tot", "ligt voor geldig_van");
        return period;
    }

    /// Tells of keys that nobody asked for.
    void close() {
        for (auto const& veld : tabel_.velden)
            if (std::ranges::find(asked_, veld.sleutel) == asked_.end())
                at(veld.lijn, fmt::format("{}: bestaat niet in [[{}]]; wel: {}", veld.sleutel, tabel_.naam, fmt::join(asked_, ", ")));
    }

    /// A fault on the line of this key, or on that of the table when the key is not there.
    void fault(std::string_view sleutel, std::string_view why) {
        auto const veld = std::ranges::find(tabel_.velden, sleutel, &TomlVeld::sleutel);
        at(veld != tabel_.velden.end() ? veld->lijn : tabel_.lijn, fmt::format("{}: {}", sleutel, why));
    }

private:
    TomlVeld const* find(std::string_view sleutel, bool required) {
        asked_.emplace_back(sleutel);
        auto const veld = std::ranges::find(tabel_.velden, sleutel, &TomlVeld::sleutel);
        if (veld != tabel_.velden.end()) return &*veld;
        if (required) fault(sleutel, fmt::format("ontbreekt in deze [[{}]]", tabel_.naam));
        return nullptr;
    }

    model::Date day(std::string_view sleutel, model::Date otherwise, bool required) {
        auto const word = text(sleutel, required);
        if (word.empty()) return otherwise;
        if (auto const found = model::parse_date(word)) return *found;
        fault(sleutel, "is geen bestaande dag; verwacht: \"JJJJ-MM-DD\"");
        return otherwise;
    }

    void at(std::uint32_t lijn, std::string_view what) { fouten_.push_back(fmt::format("{}:{}: {}", file_, lijn, what)); }

    std::string file_;
    TomlTabel const& tabel_;
    std::vector<std::string>& fouten_;
    std::vector<std::string> asked_;
};

Partner read_partner(Table& table) {
    Partner partner;
    partner.oin = table.oin("oin");
    partner.naam = table.text("naam", true);
    partner.rollen = table.list("rollen");
    for (auto const& rol : partner.rollen)
        if (std::ranges::find(rolnamen, rol) == rolnamen.end())
            table.fault("rollen", fmt::format("{} is geen rol die we kennen; verwacht: {}", rol, fmt::join(rolnamen, ", ")));
    for (auto const& organisatie : table.list("organisaties")) {
        if (organisatie == "*" && partner.heeft_rol("knooppunt")) partner.elke_organisatie = true;
        else if (organisatie == "*") table.fault("organisaties", "\"*\" kan alleen bij de rol knooppunt; noem de organisaties");
        else if (is_organisatie(organisatie)) partner.organisaties.push_back(organisatie);
        else table.fault("organisaties", fmt::format("{} is geen gemeentecode (4 cijfers) of AGB-code (8 cijfers)", organisatie));
    }
    for (auto const& bericht : table.list("berichten")) {
        std::string upper = bericht;
        for (char& c : upper)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (bericht == "*") partner.elk_bericht = true;
        else if (auto const soort = model::parse_soort(upper); soort && std::ranges::find(nummers, soort->nummer) != nummers.end())
            partner.berichten.push_back(*soort);
        else table.fault("berichten", fmt::format("{} is geen berichtsoort; verwacht: wmo301 t/m jw325, of \"*\"", bericht));
    }
    partner.geldig = table.geldig();
    table.close();
    return partner;
}

/// Whether this is where messages can be sent by HTTP.
bool is_url(std::string const& text) {
    auto const url = boost::urls::parse_uri(text);
    return url && (url->scheme() == "https" || url->scheme() == "http") && !url->host().empty() && !url->has_userinfo() &&
           !url->has_fragment();
}

Link read_link(Table& table) {
    Link link;
    link.naam = table.text("naam", true);
    link.partner = table.oin("partner");
    link.protocol = static_cast<Protocol>(table.one_of("protocol", protocolnamen, std::nullopt));
    for (auto const& organisatie : table.list("organisaties")) {
        if (is_organisatie(organisatie)) link.organisaties.push_back(organisatie);
        else table.fault("organisaties", fmt::format("{} is geen gemeentecode (4 cijfers) of AGB-code (8 cijfers)", organisatie));
    }
    bool const fetched = link.protocol == Protocol::postbus || link.protocol == Protocol::vsp_pull;
    link.adres = table.text("adres", !fetched);
    if (fetched && !link.adres.empty()) table.fault("adres", "hoort hier niet: bij dit protocol haalt de partner zelf op");
    if (!fetched && link.protocol != Protocol::map && !link.adres.empty() && !is_url(link.adres))
        table.fault("adres", "is geen adres; verwacht: https://server.voorbeeld/pad");
    link.modus = static_cast<Modus>(table.one_of("modus", modusnamen, 0));
    link.bevestiging = static_cast<Bevestiging>(table.one_of("bevestiging", bevestigingnamen, 0));
    link.antwoord325 = static_cast<Antwoord325>(table.one_of("antwoord325", antwoordnamen, 1));
    link.tijdstip = static_cast<Tijdstip>(table.one_of("tijdstip", tijdstipnamen, 0));
    link.applicatie = table.text("applicatie", false);
    link.geldig = table.geldig();
    table.close();
    return link;
}

} // namespace

bool omgekeerd(model::BerichtSoort soort) { return soort.nummer != 325 && !model::antwoord_op(soort); }

std::string const& verzender(model::Message const& bericht) {
    auto const& header = model::header(bericht);
    return omgekeerd(bericht.soort) ? header.ontvanger : header.afzender;
}

bool Partner::heeft_rol(std::string_view rol) const { return std::ranges::find(rollen, rol) != rollen.end(); }

std::string_view name(Protocol protocol) { return protocolnamen.at(static_cast<std::size_t>(protocol)); }

std::expected<std::shared_ptr<Partners const>, std::vector<std::string>> Partners::read(std::filesystem::path const& file) {
    auto [tabellen, fouten] = read_toml_tables(file);
    auto book = std::make_shared<Partners>();
    std::vector<std::uint32_t> lines; // of the links
    for (auto const& tabel : tabellen) {
        Table table(file.string(), tabel, fouten);
        if (tabel.naam == "partner") {
            auto partner = read_partner(table);
            if (std::ranges::any_of(book->partners_,
                                    [&](auto const& other) { return other.oin == partner.oin && meet(other.geldig, partner.geldig); }))
                table.fault("oin", "staat al in dit bestand voor een deel van deze tijd");
            book->partners_.push_back(std::move(partner));
        } else if (tabel.naam == "link") {
            auto link = read_link(table);
            if (book->link(link.naam) != nullptr) table.fault("naam", "een andere link heet al zo");
            for (auto const& other : book->links_)
                if (shares_one(other.organisaties, link.organisaties) && meet(other.geldig, link.geldig))
                    table.fault("organisaties", fmt::format("de link {} bereikt een deel hiervan al in deze tijd", other.naam));
            book->links_.push_back(std::move(link));
            lines.push_back(tabel.lijn);
        } else {
            fouten.push_back(
                fmt::format("{}:{}: [[{}]] bestaat niet; wel: [[partner]] en [[link]]", file.string(), tabel.lijn, tabel.naam));
        }
    }
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (std::ranges::find(book->partners_, book->links_[i].partner, &Partner::oin) == book->partners_.end())
            fouten.push_back(fmt::format("{}:{}: partner: er is geen [[partner]] met dit OIN", file.string(), lines[i]));
    if (!fouten.empty()) return std::unexpected(std::move(fouten));
    return book;
}

Partner const* Partners::by_oin(std::string_view oin, model::Date day) const {
    auto const at = std::ranges::find_if(partners_, [&](auto const& partner) { return partner.oin == oin && within(partner.geldig, day); });
    return at == partners_.end() ? nullptr : &*at;
}

bool Partners::may_act(Partner const& partner, std::string_view organisatie, model::Date day) {
    if (!within(partner.geldig, day)) return false;
    return partner.elke_organisatie || std::ranges::find(partner.organisaties, organisatie) != partner.organisaties.end();
}

bool Partners::may_speak(Partner const& partner, std::string_view organisatie, model::BerichtSoort soort, model::Date day) {
    if (!may_act(partner, organisatie, day)) return false;
    return partner.elk_bericht || std::ranges::find(partner.berichten, soort) != partner.berichten.end();
}

Link const* Partners::to(std::string_view organisatie, model::Date day) const {
    auto const at = std::ranges::find_if(links_, [&](auto const& link) {
        return within(link.geldig, day) && std::ranges::find(link.organisaties, organisatie) != link.organisaties.end();
    });
    return at == links_.end() ? nullptr : &*at;
}

Link const* Partners::link(std::string_view naam) const {
    auto const at = std::ranges::find(links_, naam, &Link::naam);
    return at == links_.end() ? nullptr : &*at;
}

} // namespace gateway
