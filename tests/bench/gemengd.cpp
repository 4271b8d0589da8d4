#include "tests/bench/gemengd.hpp"

#include "tests/bench/berichten.hpp"
#include "tests/support/bouw.hpp"
#include "xsd/write.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace bench {
namespace {

constexpr std::size_t per_reeks = 1'000;     ///< clients
constexpr std::size_t first_client = 30'000; ///< behind those of berichten.hpp that a store for HTTP has
constexpr std::size_t steps = 7;
constexpr std::size_t apart = 20; ///< clients between two messages of one

/// One client: two toewijzingen on a verzoek, declared once, to be changed and stopped.
struct Client {
    std::size_t n = 0;

    [[nodiscard]] std::string naam(char const* wat) const { return fmt::format("{}{}", wat, n); }
    [[nodiscard]] std::string bsn() const { return std::string(toewijzing((first_client + n) * 20).bsn); }
    [[nodiscard]] std::int64_t nummer(int product) const { return static_cast<std::int64_t>(50'000'000 + 2 * n) + product; }
};

/// From the builders of the unit tests to the parties and days of this load.
template <class Bericht>
std::string text(xsd::SchemaSet const& schemas, model::Message bericht, Client const& client, char const* wat, bool van_gemeente,
                 void (*rest)(Bericht&, Client const&)) {
    auto& inhoud = std::get<Bericht>(bericht.inhoud);
    inhoud.header.afzender = van_gemeente ? "0114" : "41410001";
    inhoud.header.ontvanger = van_gemeente ? "41410001" : "0114";
    inhoud.header.bericht_identificatie = {client.naam(wat), bouw::dag("2026-11-20")};
    rest(inhoud, client);
    return xsd::write(schemas, bericht);
}

std::string verzoek(xsd::SchemaSet const& schemas, Client const& client) {
    return text<model::Bericht315>(schemas, bouw::verzoek_toewijzing({bouw::aangevraagd("", "02", "02A01")}), client, "V", false,
                                   [](model::Bericht315& b, Client const& c) {
                                       b.client.bsn = c.bsn();
                                       b.client.aangevraagde_producten[0].referentie_aanbieder = c.naam("V");
                                   });
}

std::string in_onderzoek(xsd::SchemaSet const& schemas, Client const& client) {
    return text<model::Bericht319>(schemas, bouw::antwoord_verzoek(client.naam("V")), client, "B", true,
                                   [](model::Bericht319&, Client const&) {});
}

std::string toewijzing(xsd::SchemaSet const& schemas, Client const& client) {
    return text<model::Bericht301>(
        schemas, bouw::toewijzing({bouw::product(client.nummer(0), "02", "02A01"), bouw::product(client.nummer(1), "02", "02A02")}), client,
        "T", true, [](model::Bericht301& b, Client const& c) {
            b.client.bsn = c.bsn();
            b.client.toegewezen_producten[0].referentie_aanbieder = c.naam("V");
        });
}

std::string start(xsd::SchemaSet const& schemas, Client const& client) {
    return text<model::Bericht305>(
        schemas, bouw::start({bouw::start_product(client.nummer(0), "02", "02A01"), bouw::start_product(client.nummer(1), "02", "02A02")}),
        client, "S", false, [](model::Bericht305& b, Client const& c) { b.client.bsn = c.bsn(); });
}

std::string declaratie(xsd::SchemaSet const& schemas, Client const& client) {
    auto const regel = [&](int product, std::string code, std::int64_t tarief) {
        auto p = bouw::prestatie(fmt::format("R{}P{}", client.n, product));
        p.toewijzing_nummer = client.nummer(product);
        p.product_code = std::move(code);
        p.product_periode = {bouw::dag("2026-10-01"), bouw::dag("2026-10-31")};
        p.product_tarief = model::Bedrag(model::Money{tarief});
        p.ingediend_bedrag = {model::Money{4 * tarief}, "D"};
        return p;
    };
    return text<model::Bericht323>(schemas,
                                   bouw::declaratie({bouw::client(client.bsn(), {regel(0, "02A01", 6420), regel(1, "02A02", 8340)})}),
                                   client, "D", false, [](model::Bericht323& b, Client const& c) {
                                       b.declaratie.declaratie_nummer = c.naam("DN");
                                       b.declaratie.declaratie_periode = {bouw::dag("2026-10-01"), bouw::dag("2026-10-31")};
                                       b.declaratie.declaratie_dagtekening = bouw::dag("2026-11-20");
                                   });
}

std::string wijziging(xsd::SchemaSet const& schemas, Client const& client) {
    return text<model::Bericht317>(schemas,
                                   bouw::verzoek_wijziging({bouw::te_wijzigen(client.nummer(0))}, {bouw::ongewijzigd(client.nummer(1))}),
                                   client, "W", false, [](model::Bericht317& b, Client const& c) {
                                       b.client.bsn = c.bsn();
                                       b.client.verzoek.referentie_aanbieder = c.naam("W");
                                       b.client.verzoek.te_wijzigen_producten[0].gewenste_ingangsdatum = bouw::dag("2026-12-07");
                                   });
}

std::string stop(xsd::SchemaSet const& schemas, Client const& client) {
    return text<model::Bericht307>(
        schemas, bouw::stop({bouw::stop_product(client.nummer(0), "02", "02A01"), bouw::stop_product(client.nummer(1), "02", "02A02")}),
        client, "E", false, [](model::Bericht307& b, Client const& c) {
            b.client.bsn = c.bsn();
            for (auto& p : b.client.stop_producten) p.einddatum = bouw::dag("2026-10-31");
        });
}

} // namespace

std::vector<std::string> gemengd(xsd::SchemaSet const& schemas, std::size_t count, std::size_t reeks) {
    static constexpr std::array<std::string (*)(xsd::SchemaSet const&, Client const&), steps> life = {
        verzoek, in_onderzoek, toewijzing, start, declaratie, wijziging, stop};
    std::vector<std::string> messages;
    for (std::size_t tick = 0; messages.size() < count; ++tick)
        for (std::size_t step = 0; step < steps && messages.size() < count; ++step)
            if (tick >= step * apart) messages.push_back(life[step](schemas, Client{reeks * per_reeks + tick - step * apart}));
    return messages;
}

} // namespace bench
