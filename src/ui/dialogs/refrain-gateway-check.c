/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-check.h"

#include "refrain-address.h"
#include "refrain-gateway-words.h"

#include <glib/gi18n-lib.h>

#define PAUSE_MS 600
#define ANSWER_SECONDS 15

/**
 * RefrainGatewayCheck:
 *
 * Finds out what answers at an address that somebody types, and says so in words. The key takes no
 * part in that until it is clear for whom it is meant: half of a host's name may be the name of
 * somebody else's host.
 */
struct _RefrainGatewayCheck
{
  GObject parent_instance;

  RefrainHttp *http;          /* (owned) */
  char *family;               /* (owned) (nullable): that is expected; %NULL to find out */
  const RefrainFamily *found; /* (nullable): what was found out of the address */
  GCancellable *cancellable;  /* (owned) (nullable): of the test that runs */
  char *address;              /* (owned) (nullable): as it was typed */
  char *key;                  /* (owned) (nullable) */
  char *key_address;          /* (owned) (nullable): for whom the key is meant */
  char *text;                 /* (owned) (nullable): the verdict in words */
  char *base;  /* (owned) (nullable): the address without its path, if that may help */
  char *path;  /* (owned) (nullable): what is left out of it */
  guint pause; /* source: waits for the end of typing */
  guint stamp; /* of the latest test: answers to earlier ones are late */
  RefrainGatewayVerdict verdict;
};

G_DEFINE_FINAL_TYPE (RefrainGatewayCheck, refrain_gateway_check, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  RefrainGatewayCheck *self; /* (unowned): gone when the test was cancelled */
  char *address;             /* (owned) */
  guint stamp;
  gboolean with_key;
} Test;

static void
test_free (Test *test)
{
  g_free (test->address);
  g_free (test);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Test, test_free)

/* @page: (nullable): an address that may be that of a page of the gateway */
static void
say (RefrainGatewayCheck *self, RefrainGatewayVerdict verdict, const char *text, const char *page)
{
  g_free (self->text);
  self->text = g_strdup (text);
  self->verdict = verdict;
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->path, g_free);
  if (page != NULL)
    self->base = refrain_gateway_words_dup_base (page, &self->path);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop (RefrainGatewayCheck *self)
{
  self->stamp++;
  self->found = NULL;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
say_good (RefrainGatewayCheck *self, gboolean with_key)
{
  const char *text = _ ("This gateway answers, and asks for no key.");

  if (with_key)
    text = _ ("This gateway answers and takes the key.");
  else if (*self->key != '\0')
    text = _ ("This gateway answers, and answers without the key as well.");
  say (self, REFRAIN_GATEWAY_GOOD, text, NULL);
}

static void
say_wants_key (RefrainGatewayCheck *self)
{
  const char *text = _ ("This gateway answers and asks for a key.");

  if (*self->key != '\0')
    text = _ ("This gateway answers and asks for a key. Test the connection to show it yours.");
  say (self, REFRAIN_GATEWAY_WANTS_KEY, text, NULL);
}

/* @error: (nullable): why the gateway cannot be used */
static void
judge (Test *test, const GError *error)
{
  RefrainGatewayCheck *self = test->self;
  g_autofree char *text = NULL;

  if (error == NULL)
    {
      say_good (self, test->with_key);
      return;
    }
  if (refrain_gateway_words_wants_key (error) && !test->with_key)
    {
      say_wants_key (self);
      return;
    }

  text = refrain_gateway_words_describe (error, test->address);
  say (self, REFRAIN_GATEWAY_BAD, text,
       refrain_gateway_words_suggest_base (error) ? test->address : NULL);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Test) test = user_data;
  g_autoptr (GError) error = NULL;

  refrain_gateway_test_finish (REFRAIN_GATEWAY (source), result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && test->stamp == test->self->stamp)
    judge (test, error);
}

static void
detected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Test) test = user_data;
  g_autoptr (GError) error = NULL;
  const RefrainFamily *family = refrain_gateway_detect_finish (REFRAIN_HTTP (source), result,
                                                               &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || test->stamp != test->self->stamp)
    return;

  test->self->found = family;
  judge (test, error);
}

/* Takes @test. */
static void
ask (RefrainGatewayCheck *self, Test *test)
{
  g_autoptr (RefrainGateway) gateway = NULL;

  if (self->family == NULL)
    {
      refrain_gateway_detect_async (self->http, test->address, test->with_key ? self->key : NULL,
                                    self->cancellable, detected_cb, test);
      return;
    }

  gateway = refrain_gateway_new (self->http, "", test->address, self->family);
  refrain_gateway_set_patience (gateway, 1, ANSWER_SECONDS);
  if (test->with_key)
    refrain_gateway_set_key (gateway, self->key);
  refrain_gateway_test_async (gateway, self->cancellable, tested_cb, test);
}

static void
start (RefrainGatewayCheck *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = refrain_address_normalize (self->address, &error);
  Test *test;

  stop (self);
  if (address == NULL)
    {
      say (self, REFRAIN_GATEWAY_BAD, error->message, NULL);
      return;
    }

  test = g_new0 (Test, 1);
  test->self = self;
  test->stamp = self->stamp;
  test->with_key = *self->key != '\0' && self->key_address != NULL
                   && refrain_address_same_origin (self->key_address, address);
  test->address = g_steal_pointer (&address);
  self->cancellable = g_cancellable_new ();
  say (self, REFRAIN_GATEWAY_TESTING, _ ("Asking the gateway…"), NULL);
  ask (self, test);
}

static void
set_input (RefrainGatewayCheck *self, const char *address, const char *key)
{
  g_free (self->address);
  self->address = g_strdup (address);
  g_free (self->key);
  self->key = g_strdup (key);
}

static gboolean
pause_cb (gpointer user_data)
{
  RefrainGatewayCheck *self = user_data;

  self->pause = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
refrain_gateway_check_dispose (GObject *object)
{
  RefrainGatewayCheck *self = REFRAIN_GATEWAY_CHECK (object);

  stop (self);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (refrain_gateway_check_parent_class)->dispose (object);
}

static void
refrain_gateway_check_finalize (GObject *object)
{
  RefrainGatewayCheck *self = REFRAIN_GATEWAY_CHECK (object);

  g_clear_pointer (&self->family, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->key_address, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (refrain_gateway_check_parent_class)->finalize (object);
}

static void
refrain_gateway_check_class_init (RefrainGatewayCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_gateway_check_dispose;
  object_class->finalize = refrain_gateway_check_finalize;

  /**
   * RefrainGatewayCheck::changed:
   * @self: the check
   *
   * There is another verdict, or other words for it.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", REFRAIN_TYPE_GATEWAY_CHECK, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
refrain_gateway_check_init (RefrainGatewayCheck *self)
{
}

/**
 * refrain_gateway_check_new:
 * @http: asks
 * @family: (nullable): the family of gateways that is expected, %NULL to find out
 *
 * Returns: (transfer full): a check that has asked nobody yet
 */
RefrainGatewayCheck *
refrain_gateway_check_new (RefrainHttp *http, const char *family)
{
  RefrainGatewayCheck *self = g_object_new (REFRAIN_TYPE_GATEWAY_CHECK, NULL);

  self->http = g_object_ref (http);
  self->family = g_strdup (family);
  return self;
}

/**
 * refrain_gateway_check_set_family:
 * @self: a check
 * @family: (nullable): the family of gateways that is expected from now on, %NULL to find out
 */
void
refrain_gateway_check_set_family (RefrainGatewayCheck *self, const char *family)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY_CHECK (self));

  g_free (self->family);
  self->family = g_strdup (family);
}

/**
 * refrain_gateway_check_get_family:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): the family that is expected, or that was found out; %NULL as
 *   long as nothing is known
 */
const RefrainFamily *
refrain_gateway_check_get_family (RefrainGatewayCheck *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY_CHECK (self), NULL);

  return self->family != NULL ? refrain_family_find (self->family) : self->found;
}

/**
 * refrain_gateway_check_mean_key:
 * @self: a check
 * @address: (nullable): an address as it was typed, %NULL for nobody's
 *
 * From now on a key is shown to whoever answers at the origin of @address, and to nobody else.
 */
void
refrain_gateway_check_mean_key (RefrainGatewayCheck *self, const char *address)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY_CHECK (self));

  g_free (self->key_address);
  self->key_address = address != NULL ? refrain_address_normalize (address, NULL) : NULL;
}

/**
 * refrain_gateway_check_soon:
 * @self: a check
 * @address: an address as it was typed
 * @key: the key, or ""
 *
 * Asks when nothing has changed for a moment. What was asked before is no longer of interest.
 */
void
refrain_gateway_check_soon (RefrainGatewayCheck *self, const char *address, const char *key)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY_CHECK (self));

  stop (self);
  set_input (self, address, key);
  if (*address == '\0')
    {
      say (self, REFRAIN_GATEWAY_UNTESTED,
           _ ("Enter an address, and Refrain finds out whether a gateway answers."), NULL);
      return;
    }

  say (self, REFRAIN_GATEWAY_UNTESTED, _ ("Refrain asks the gateway when you stop typing."), NULL);
  self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
}

/**
 * refrain_gateway_check_run:
 * @self: a check
 * @address: an address as it was typed
 * @key: the key, or ""
 *
 * Asks now.
 */
void
refrain_gateway_check_run (RefrainGatewayCheck *self, const char *address, const char *key)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY_CHECK (self));

  set_input (self, address, key);
  start (self);
}

/**
 * refrain_gateway_check_get_verdict:
 * @self: a check
 *
 * Returns: what is known of the address and the key
 */
RefrainGatewayVerdict
refrain_gateway_check_get_verdict (RefrainGatewayCheck *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY_CHECK (self), REFRAIN_GATEWAY_UNTESTED);

  return self->verdict;
}

/**
 * refrain_gateway_check_get_text:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): the verdict in words; %NULL as long as nothing was asked
 */
const char *
refrain_gateway_check_get_text (RefrainGatewayCheck *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY_CHECK (self), NULL);

  return self->text;
}

/**
 * refrain_gateway_check_get_base:
 * @self: a check
 * @path: (out) (transfer none) (nullable): what is left out, such as "/panel"
 *
 * Returns: (transfer none) (nullable): the address without its path, if that may be the gateway's
 */
const char *
refrain_gateway_check_get_base (RefrainGatewayCheck *self, const char **path)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY_CHECK (self), NULL);

  *path = self->path;
  return self->base;
}
