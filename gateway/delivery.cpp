#include "gateway/delivery.hpp"

#include "gateway/map_uitwisseling.hpp"
#include "gateway/run_on.hpp"
#include "gateway/soap/uitgaand.hpp"
#include "gateway/vsp/push.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace gateway {

namespace {

namespace asio = boost::asio;
using store::outbox::Oorzaak;

constexpr auto checked = asio::as_tuple(asio::use_awaitable);
/// Between two looks at an outbox in which nothing could be done.
constexpr std::chrono::milliseconds rust{250};
constexpr std::size_t tegelijk = 16;       ///< partners sent to at the same time
constexpr std::int64_t grote_tegelijk = 2; ///< of which with more than Services::groot in memory

Uitslag eigen_fout(std::string fout) { return {{Oorzaak::eigen}, std::move(fout)}; }

/// The reads of one round; a type that can cross threads.
using Koppen = std::unique_ptr<model::Result<std::vector<store::Uit>>>;
using Inhoud = std::unique_ptr<model::Result<std::optional<std::string>>>;

} // namespace

/// A partner is being sent to as long as this lives.
struct Delivery::Bezig {
    Bezig(Delivery& delivery, std::string partner, Place place)
        : delivery_(delivery), partner_(std::move(partner)), place_(std::move(place)) {
        delivery_.bezig_.insert(partner_);
    }
    ~Bezig() {
        delivery_.bezig_.erase(partner_);
        delivery_.timer_.cancel(); // the next of this partner can go
        if (delivery_.bezig_.empty()) delivery_.stop_timer_.cancel();
    }
    Bezig(Bezig const&) = delete;
    Bezig& operator=(Bezig const&) = delete;

private:
    Delivery& delivery_;
    std::string partner_;
    Place place_;
};

Uitslag uitslag_van(unsigned status, std::string_view retry_after) {
    if (status >= 200 && status < 300) return {};
    auto fout = fmt::format("de partner antwoordde {}", status);
    if (status == 503 || status == 429 || status == 408) {
        std::int64_t seconds = 0;
        auto const [end, ec] = std::from_chars(retry_after.data(), retry_after.data() + retry_after.size(), seconds);
        bool const number = ec == std::errc() && end == retry_after.data() + retry_after.size() && seconds > 0 && seconds < 1'000'000;
        return {{Oorzaak::later, number ? seconds * 1000 : 0}, std::move(fout)};
    }
    // A 3xx or 1xx is an address that is not right: no use to try again until a person looked.
    return {{status >= 500 ? Oorzaak::storing : Oorzaak::geweigerd}, std::move(fout)};
}

bool wordt_gebracht(Protocol protocol) {
    switch (protocol) {
    case Protocol::ggk0210:
    case Protocol::ggk0310:
    case Protocol::map:
    case Protocol::vsp_push:
    case Protocol::http: return true;
    case Protocol::vsp_pull:
    case Protocol::postbus: break;
    }
    return false;
}

model::Result<std::optional<std::string>> inhoud_van(store::Reader& reader, store::Uit const& uit) {
    switch (uit.stuk) {
    case store::UitStuk::retour: return reader.retour(uit.bericht);
    case store::UitStuk::bericht:
    case store::UitStuk::eigen: return reader.origineel(uit.bericht);
    case store::UitStuk::fo01: break;
    }
    return std::nullopt;
}

std::vector<TeSturen> te_sturen(std::vector<store::Uit> koppen, Partners const& boek, model::Date dag,
                                std::set<std::string, std::less<>> const& bezig, std::int64_t moment_ms) {
    std::vector<TeSturen> met_link;
    std::vector<store::outbox::Kop> te_kiezen;
    for (auto& uit : koppen) {
        auto const* link = boek.to(uit.bestemming, dag);
        if (link == nullptr || !wordt_gebracht(link->protocol)) continue;
        te_kiezen.push_back({uit.id, link->partner, uit.stand});
        met_link.push_back({std::move(uit), link});
    }
    std::vector<TeSturen> out;
    for (auto const i : store::outbox::kies(te_kiezen, bezig, moment_ms)) out.push_back(std::move(met_link[i]));
    return out;
}

model::Result<void> noteer(store::Transaction& tx, store::UitId id, std::string_view verbinding, Uitslag const& uitslag,
                           std::int64_t moment_ms, std::uint32_t toeval, store::outbox::Beleid const& beleid) {
    auto const uit = tx.uit(id);
    if (!uit) return std::unexpected(uit.error());
    if (!*uit || (*uit)->stand.toestand != store::outbox::Toestand::wacht) return {};
    return tx.zet_uit(id, store::outbox::na_poging((*uit)->stand, uitslag.poging, moment_ms, toeval, beleid), verbinding, uitslag.fout);
}

Delivery::Delivery(asio::io_context& io, Services& services, std::function<std::uint32_t()> toeval)
    : io_(io), services_(services), toeval_(std::move(toeval)), timer_(io), stop_timer_(io), grote_(grote_tegelijk) {
    beleid_.eerste_wachttijd_ms = services_.config.bezorgpauze * 1000;
    beleid_.opgeven_na_ms = services_.config.bezorgdagen * 24 * 3'600'000;
}

asio::awaitable<void> Delivery::run() {
    while (!stopping_) {
        bool started = false;
        auto const& links = services_.partners->links();
        bool const any = std::ranges::any_of(links, [](Link const& link) { return wordt_gebracht(link.protocol); });
        if (any && !services_.distrusted) started = co_await ronde();
        if (started || stopping_) continue;
        timer_.expires_after(rust);
        co_await timer_.async_wait(checked);
    }
}

void Delivery::stop() {
    stopping_ = true;
    timer_.cancel();
    if (bezig_.empty()) return;
    stop_timer_.expires_after(std::chrono::seconds(services_.config.termijn_stop));
    stop_timer_.async_wait([this](boost::system::error_code const& ec) {
        if (!ec) verbindingen_.close_all();
    });
}

asio::awaitable<bool> Delivery::ronde() {
    if (bezig_.size() >= tegelijk) co_return false;
    co_await ververs_certificaat();
    // Who is being sent to as the rows are read may be done before they are here: those rows are of before that.
    auto bezig = bezig_;
    Koppen koppen = co_await run_on(
        services_.read, [this] { return std::make_unique<model::Result<std::vector<store::Uit>>>(services_.reader->uit_koppen()); });
    if (!*koppen || stopping_) co_return false; // the watch's own reads tell of a store that cannot be read
    Moment const moment = services_.klok();
    auto const boek = services_.partners;
    bool started = !std::ranges::includes(bezig_, bezig); // for those it looks again at once
    bezig.insert(bezig_.begin(), bezig_.end());
    for (auto& [uit, link] : te_sturen(std::move(**koppen), *boek, moment.vandaag, bezig, moment.utc_ms)) {
        if (bezig_.size() >= tegelijk) break;
        Place place;
        if (uit.grootte > static_cast<std::int64_t>(Services::groot)) {
            place = Place(grote_);
            if (!place) continue;
        }
        auto houdt = std::make_unique<Bezig>(*this, link->partner, std::move(place));
        asio::co_spawn(io_, bezorg(std::move(uit), *link, std::move(houdt)), [this](std::exception_ptr error) {
            // A bug; its text may quote a message. The row is as it was and is tried again.
            if (error) services_.log.write(LogNiveau::fout, "onverwachte_fout", {{"waar", "delivery"}});
        });
        started = true;
    }
    co_return started;
}

asio::awaitable<void> Delivery::bezorg(store::Uit uit, Link link, std::unique_ptr<Bezig> bezig) {
    Uitslag const uitslag = co_await stuur(uit, link);
    co_await schrijf_op(uit, link, uitslag);
    bezig.reset();
}

asio::awaitable<Uitslag> Delivery::stuur_envelop(store::Uit const& uit, Link const& link) {
    using Made = std::unique_ptr<model::Result<soap::Uitgaande>>;
    Made envelop = co_await run_on(services_.read, [this, &uit, &link] {
        return std::make_unique<model::Result<soap::Uitgaande>>(
            soap::envelop_van(*services_.reader, services_.pipeline.schemas(), uit, link));
    });
    if (!*envelop) co_return eigen_fout(envelop->error().context);
    auto const adres = parse_http_adres(link.adres);
    if (!adres) co_return eigen_fout(adres.error());
    HttpVerzoek verzoek;
    verzoek.adres = *adres;
    verzoek.content_type = "text/xml; charset=utf-8";
    verzoek.kopregels.emplace_back("SOAPAction", fmt::format("\"{}\"", (*envelop)->soap_action));
    verzoek.body = std::move((*envelop)->body);
    std::expected<HttpAntwoord, GeenAntwoord> const antwoord =
        co_await http_vraag(verbindingen_, verzoek, certificaat_, std::chrono::seconds(services_.config.termijn_bezorging));
    if (!antwoord) co_return Uitslag{{antwoord.error().oorzaak}, antwoord.error().fout};
    soap::Bevinding const bevinding = co_await run_on(
        services_.work, [&] { return soap::beoordeel(*services_.envelop_schemas, uit, link, antwoord->status, antwoord->body); });
    auto const wacht = uitslag_van(antwoord->status, antwoord->retry_after).poging.minstens_ms;
    co_return Uitslag{{bevinding.oorzaak, wacht}, bevinding.fout};
}

asio::awaitable<Uitslag> Delivery::stuur(store::Uit const& uit, Link const& link) {
    if (link.protocol == Protocol::ggk0210 || link.protocol == Protocol::ggk0310) {
        Uitslag uitslag = co_await stuur_envelop(uit, link);
        co_return uitslag;
    }
    Inhoud inhoud = co_await run_on(services_.read, [this, &uit] {
        return std::make_unique<model::Result<std::optional<std::string>>>(inhoud_van(*services_.reader, uit));
    });
    if (!*inhoud) co_return eigen_fout("het bericht kon niet uit de opslag worden gelezen");
    if (!**inhoud) co_return eigen_fout("over deze verbinding kan dit niet worden gestuurd");
    std::string xml = std::move(***inhoud);

    if (link.protocol == Protocol::map) {
        std::string const fout = co_await run_on(services_.work, [&] { return leg_in_map(link.adres, uit.referentienummer, xml); });
        if (fout.empty()) co_return Uitslag{};
        co_return eigen_fout(fout);
    }
    auto const adres = parse_http_adres(link.adres);
    if (!adres) co_return eigen_fout(adres.error());
    HttpVerzoek verzoek;
    verzoek.adres = *adres;
    if (link.protocol == Protocol::vsp_push) {
        using Gegevens = std::unique_ptr<model::Result<std::optional<store::EnvelopUit>>>;
        Gegevens gegevens = co_await run_on(services_.read, [this, &uit] {
            return std::make_unique<model::Result<std::optional<store::EnvelopUit>>>(services_.reader->envelop_uit(uit.id));
        });
        if (!*gegevens) co_return eigen_fout("het bericht kon niet uit de opslag worden gelezen");
        auto const antwoord_op = (**gegevens).value_or(store::EnvelopUit{});
        using Made = std::unique_ptr<std::expected<HttpVerzoek, std::string>>;
        Made made = co_await run_on(services_.work, [&] {
            return std::make_unique<std::expected<HttpVerzoek, std::string>>(
                vsp::push_verzoek(uit, link.adres, antwoord_op, std::move(xml), services_.config));
        });
        if (!*made) co_return eigen_fout(made->error());
        verzoek = std::move(**made);
    } else {
        verzoek.content_type = "application/xml; charset=utf-8";
        verzoek.kopregels.emplace_back("Referentienummer", uit.referentienummer);
        verzoek.body = std::move(xml);
    }
    std::expected<HttpAntwoord, GeenAntwoord> const antwoord =
        co_await http_vraag(verbindingen_, verzoek, certificaat_, std::chrono::seconds(services_.config.termijn_bezorging));
    if (!antwoord) co_return Uitslag{{antwoord.error().oorzaak}, antwoord.error().fout};
    co_return uitslag_van(antwoord->status, antwoord->retry_after);
}

asio::awaitable<void> Delivery::schrijf_op(store::Uit const& uit, Link const& link, Uitslag const& uitslag) {
    Moment const moment = services_.klok();
    store::Store::Work work = [&, toeval = toeval_()](store::Transaction& tx) {
        return noteer(tx, uit.id, link.naam, uitslag, moment.utc_ms, toeval, beleid_);
    };
    model::Result<void> const written = co_await run_on(services_.store_thread, std::move(work));
    // Not written: it is sent again, under the same number, and the receiver drops it.
    if (!written) services_.metrics.undecided(model::name(written.error().code));
    auto const oorzaak = store::outbox::name(uitslag.poging.oorzaak);
    bool const delivered = uitslag.poging.oorzaak == Oorzaak::geen;
    services_.metrics.bezorgd(link.naam, delivered ? "afgeleverd" : oorzaak);
    services_.log.write(delivered ? LogNiveau::info : LogNiveau::waarschuwing, delivered ? "afgeleverd" : "niet_afgeleverd",
                        {{"uit", uit.id},
                         {"bericht", uit.bericht},
                         {"verbinding", link.naam},
                         {"referentienummer", uit.referentienummer},
                         {"poging", std::int64_t{uit.stand.pogingen} + 1},
                         {"oorzaak", oorzaak},
                         {"fout", uitslag.fout}});
    if (written) co_return;
    // A store that is full for a while must not make us send the same thing in a tight loop.
    asio::steady_timer pause(io_, std::chrono::seconds(1));
    co_await pause.async_wait(checked);
}

asio::awaitable<void> Delivery::ververs_certificaat() {
    if (boek_ == services_.partners) co_return;
    boek_ = services_.partners;
    auto const& config = services_.config;
    tls::Bestanden const bestanden{config.tls_certificaat, config.tls_sleutel, config.tls_ca, config.tls_crl};
    if (config.tls_ca.empty()) co_return;
    using Loaded = std::unique_ptr<model::Result<std::shared_ptr<tls::Context const>>>;
    Loaded loaded = co_await run_on(services_.work, [&bestanden] {
        return std::make_unique<model::Result<std::shared_ptr<tls::Context const>>>(tls::Context::client(bestanden));
    });
    // What does not load leaves the one before in use, as for those who come to us.
    if (*loaded) certificaat_ = std::move(**loaded);
    else services_.log.write(LogNiveau::fout, "certificaat_niet_geladen", {{"fout", loaded->error().context}});
}

} // namespace gateway
