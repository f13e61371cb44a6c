-- What a worker is to push once its transaction has been committed, and the event streams that it is pushed to.

-- What a worker is to push once the transaction has been committed: to which channel, at which server, and
-- about which interruption, whose id is all that a worker needs to have another server push it.
CREATE FUNCTION push_interrupt(p_suspended text, p_sid text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'interrupt', 'channel', t.channel, 'server', s.server,
                                                 'sid', p_sid)), '[]')
    FROM session s JOIN stream t USING (sid) WHERE s.sid = p_suspended AND NOT s.ended
$$;

-- Whoever reads a message is told that another one waits.
CREATE FUNCTION push_waiting(p_party text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'waiting', 'channel', t.channel, 'server', s.server,
                                                 'waiting', (SELECT count(*) FROM interruption
                                                             WHERE party = p_party AND state = 'queued'))), '[]')
    FROM session s JOIN stream t USING (sid) WHERE s.sid = (attention(p_party)).sid AND s.alive_until > now()
$$;

CREATE FUNCTION push_outcome(p_message text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'status', 'channel', t.channel, 'server', s.server,
                                                 'sid', i.sid, 'message', m.id, 'outcome', m.outcome)), '[]')
    FROM message m JOIN session s ON s.sid = m.origin AND NOT s.ended
                   JOIN stream t ON t.sid = s.sid
                   LEFT JOIN interruption i ON i.message = m.id
    WHERE m.id = p_message
$$;

-- Tabs that show a session which has ended are to find out at once.
CREATE FUNCTION close_streams(p_sid text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'close', 'channel', channel, 'server', server)), '[]')
    FROM session JOIN stream USING (sid) WHERE sid = p_sid
$$;

-- On which application server a session lives; NULL for one that nobody has.
CREATE FUNCTION server_of(p_sid text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
    SELECT jsonb_build_object('server', (SELECT server FROM session WHERE sid = p_sid))
$$;

-- Another stream of a session's own events, for who may see them; the latest eight are served.
CREATE FUNCTION open_stream(p_sid text, p_credentials bytea[], p_hours int, p_channel text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
BEGIN
    PERFORM enter(p_sid, p_credentials, p_hours);
    INSERT INTO stream (channel, sid) VALUES (p_channel, p_sid);
    DELETE FROM stream WHERE channel IN (SELECT channel FROM stream WHERE sid = p_sid ORDER BY opened DESC OFFSET 8);
    RETURN jsonb_build_object('channel', p_channel);
END $$;

-- nginx says that a stream went. (That one came is known from the request for it.) A session that no other tab shows is
-- silent from now on; but a page that was loaded a moment ago has just closed its predecessor's stream and opens its
-- own in a moment. Not every end is told, so the answer names the session's other streams, to be tried out: those
-- that are no younger than nginx needs to begin one.
CREATE FUNCTION stream_went(p_channel text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_sid text := (SELECT sid FROM stream WHERE channel = p_channel);
BEGIN
    -- Of two that go at once, the second finds that it is the last.
    PERFORM FROM session WHERE sid = v_sid FOR NO KEY UPDATE;
    DELETE FROM stream WHERE channel = p_channel;
    IF NOT EXISTS (SELECT FROM stream WHERE sid = v_sid) THEN
        UPDATE session SET alive_until = least(alive_until, greatest(now(), shown + interval '3 seconds'))
        WHERE sid = v_sid AND NOT ended;
    END IF;
    RETURN jsonb_build_object('others', (SELECT coalesce(jsonb_agg(channel), '[]') FROM stream
                                         WHERE sid = v_sid AND opened < now() - interval '3 seconds'));
END $$;

-- Notify: what is to be pushed so that the browser of the suspended session opens the new one.
-- The id of the new session is all it takes, and all it does is ring; when it has rung out or was
-- opened, nothing. An unknown id is told apart from nothing else: 404. `tell` is for a server where the
-- sender's session is and the recipient's is not: another server that cannot push there has asked this one.
CREATE FUNCTION ring(p_sid text, p_ring_seconds int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_interruption interruption;
    v_push         jsonb;
BEGIN
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    IF NOT FOUND THEN
        PERFORM refuse('404', 'no_such_page');
    END IF;
    PERFORM lock_parties(v_interruption.party);
    v_push := settle(v_interruption.party, p_ring_seconds);
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    RETURN jsonb_build_object(
        'outcome', (SELECT outcome FROM message WHERE id = v_interruption.message),
        'name', (SELECT name FROM party WHERE id = v_interruption.party),
        'server', (SELECT server FROM session WHERE sid = p_sid),
        'tell', push_outcome(v_interruption.message),
        'ring', CASE WHEN v_interruption.state = 'ringing'
                     THEN push_interrupt(v_interruption.interrupts, p_sid) ELSE '[]' END,
        'push', v_push);
END $$;

-- nginx has told that a browser received the interruption.
CREATE FUNCTION reached(p_sid text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_message text;
BEGIN
    PERFORM lock_parties(party) FROM interruption WHERE sid = p_sid;
    UPDATE message m SET outcome = 'interrupted' FROM interruption i
    WHERE i.sid = p_sid AND i.state = 'ringing' AND m.id = i.message AND m.outcome = 'ringing'
    RETURNING m.id INTO v_message;
    RETURN jsonb_build_object(
        'outcome', (SELECT m.outcome FROM message m JOIN interruption i ON i.message = m.id WHERE i.sid = p_sid),
        'push', push_outcome(v_message));
END $$;

GRANT EXECUTE ON FUNCTION
    server_of(text),
    open_stream(text, bytea[], int, text),
    stream_went(text),
    ring(text, int),
    reached(text)
TO pageboy_web;
