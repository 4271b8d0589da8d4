#pragma once

#include "gateway/aanmelden/balie.hpp"
#include "gateway/admission.hpp"
#include "gateway/budget_json.hpp"
#include "gateway/config.hpp"
#include "gateway/log.hpp"
#include "gateway/metrics.hpp"
#include "gateway/partner_certificaten.hpp"
#include "gateway/partners.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/pool.hpp"
#include "gateway/spoeldraad.hpp"
#include "gateway/store_thread.hpp"
#include "gateway/tls/tls.hpp"
#include "store/store.hpp"
#include "xsd/envelop.hpp"

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace gateway {

namespace http {
class Console;
}
namespace replay {
class Nacht;
class WatAlsLoop;
}

/// What the handlers of requests work with. Owned by App, which outlives every session. Members without a remark are for the io thread.
struct Services {
    Services(Config settings, std::unique_ptr<store::Store> opened, std::unique_ptr<store::Reader> opened_reader,
             std::shared_ptr<xsd::SchemaSet const> schemas, Klok clock, std::size_t workers, Log& logger, StoreThread::Distrust distrust)
        : config(std::move(settings)), log(logger), klok(std::move(clock)), pipeline(std::move(schemas), kalender(config)),
          store(std::move(opened)), reader(std::move(opened_reader)), wachtrij(config.wachtrij), grote_berichten(config.grote_berichten),
          grote_antwoorden(config.grote_berichten), lezers(config.wachtrij), rapportplaatsen(4), luisteraars(32), work("work", workers), read("read", 1), rapport("rapport", 1),
          spoeldraad(*store), store_thread(*store, static_cast<std::size_t>(config.groep), metrics, log, std::move(distrust)) {}

    Config const config;
    Log& log;                              ///< any thread
    Metrics metrics;                       ///< any thread
    Klok const klok;                       ///< any thread
    Pipeline pipeline;                     ///< read(): work threads; decide(): store thread
    std::unique_ptr<store::Store> store;   ///< store thread
    std::unique_ptr<store::Reader> reader; ///< read thread
    Budgetten budgetten;                   ///< read thread
    std::unique_ptr<store::Reader> rapport_reader{}; ///< report thread, opened by the first report
    Budgetten rapport_bundels;                       ///< report thread

    std::shared_ptr<Partners const> partners = std::make_shared<Partners const>(); ///< replaced as a whole by a reload
    std::atomic<std::shared_ptr<Partners const>> relay_boek;                       ///< the same book for the store thread; any thread
    std::shared_ptr<tls::Context const> tls;                                       ///< replaced together with it; nullptr: no TLS
    PartnerCertificaten partner_certificaten;                                      ///< any thread

    std::shared_ptr<xsd::EnvelopSchemas const> envelop_schemas; ///< any thread
    std::shared_ptr<http::Console const> console;               ///< set before anything listens; any thread
    std::string openbare_sleutel;                               ///< PEM, of the audit log; set before anything listens; any thread
    std::shared_ptr<replay::Nacht const> nacht;                 ///< set before anything listens, nullptr: never; any thread
    std::shared_ptr<replay::WatAlsLoop> wat_als;                ///< set before anything listens
    std::function<std::string()> nummer;                        ///< a new referentienummer

    std::unique_ptr<aanmelden::Balie> balie; ///< who is signed in

    Places wachtrij;         ///< messages being decided
    Places grote_berichten;  ///< bodies above `groot`
    Places grote_antwoorden; ///< answers above `groot` being sent
    Places lezers;           ///< requests waiting for the read thread
    Places rapportplaatsen;  ///< reports being made or waiting for it
    Places luisteraars;      ///< connections that are told what happens
    bool stopping = false;
    bool distrusted = false;                                         ///< the store failed for good; the process is ending
    bool ongetekend = false;                                         ///< the audit log grew and could not be signed for too long
    std::int64_t vrij_mib = 0;                                       ///< free space, as last seen
    std::optional<std::chrono::steady_clock::time_point> schijf_vol; ///< when a commit last failed for want of space
    unsigned leesfouten = 0;                                         ///< failed reads in a row

    Pool work;                ///< one thread per core: XML
    Pool read;                ///< one thread: GETs
    Pool rapport;             ///< one thread: reports, which may take seconds
    Spoeldraad spoeldraad;    ///< one thread: waits for the disk
    StoreThread store_thread; ///< one thread: decisions

    /// A body or answer above this many bytes takes one of the large places.
    static constexpr std::size_t groot = std::size_t{256} * 1024;

    /// Tells of an attempt that got nowhere: `reden` is a fixed word, `oin` that of a partner we know or empty, `wat` a kind of message, a
    /// route or a fingerprint. Never personal data, and no words that the peer chose.
    void security(std::string_view reden, std::string_view oin, std::string_view wat) {
        metrics.security(reden);
        log.write(LogNiveau::waarschuwing, "beveiliging", {{"reden", reden}, {"oin", oin}, {"wat", wat}});
    }

    /// Why no messages are taken at the moment, as a fixed word; nullptr: they are.
    [[nodiscard]] char const* refuses() const {
        if (distrusted) return "opslag";
        if (stopping) return "stopt";
        if (ongetekend) return "auditlog";
        if (vrij_mib < config.vrije_ruimte) return "schijf";
        return nullptr;
    }
    /// Whether a probe should send traffic here.
    [[nodiscard]] bool ready() const {
        constexpr std::chrono::seconds memory{10};
        return refuses() == nullptr && !(schijf_vol && std::chrono::steady_clock::now() - *schijf_vol < memory);
    }
};

} // namespace gateway
