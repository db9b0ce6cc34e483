package io.assay.labeler;

import io.assay.label.PostSearch.Neighbour;
import io.assay.label.PostSearch.Post;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Labelled posts as a graph of near neighbours in files of Lucene: a hierarchical navigable small
 * world (Malkov and Yashunin, 2018). Searches from many threads at once; vectors are read from the
 * mapped files and take no heap.
 */
final class PostIndex {
  private static final String VECTOR = "vector";
  private static final String ID = "id";
  private static final String KEY = "key";
  private static final String LABEL = "label";

  /** Links of a post to others. */
  private static final int LINKS = 32;

  /** Candidates for the links of a new post. */
  private static final int CANDIDATES = 200;

  /** Candidates of a search, at least; fewer are faster and miss more. */
  private static final int SEARCHED = 400;

  private static final double BUFFER_MEGABYTES = 512;

  private final LeafReader posts;

  private PostIndex(LeafReader posts) {
    this.posts = posts;
  }

  /** Takes posts one by one into an index that is complete when this is closed. */
  static final class Writer implements AutoCloseable {
    private final Directory directory;
    private final IndexWriter posts;

    /** A writer into an empty folder. */
    Writer(Path folder) throws IOException {
      directory = FSDirectory.open(folder);
      posts =
          new IndexWriter(
              directory,
              new IndexWriterConfig()
                  .setCodec(new Graph())
                  .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                  // One thread: the same posts give the same graph.
                  .setMergeScheduler(new SerialMergeScheduler()));
    }

    /**
     * Adds a post.
     *
     * @param vector of length 1 or 0, finite
     */
    void add(Post post, float[] vector) throws IOException {
      Document document = new Document();
      document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
      document.add(new StoredField(ID, post.id()));
      document.add(new StoredField(KEY, post.nearDuplicateKey()));
      document.add(new StoredField(LABEL, post.label()));
      posts.addDocument(document);
    }

    @Override
    public void close() throws IOException {
      try (directory;
          posts) {
        posts.forceMerge(1);
      }
    }
  }

  private static final class Graph extends Lucene912Codec {
    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return new WideHnsw();
    }
  }

  /** Lucene's graph without its limit to 1,024 dimensions, which is one of prudence only. */
  private static final class WideHnsw extends KnnVectorsFormat {
    private final KnnVectorsFormat graph = new Lucene99HnswVectorsFormat(LINKS, CANDIDATES);

    WideHnsw() {
      // An index is read by the format of this name.
      super("Lucene99HnswVectorsFormat");
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
      return graph.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
      return graph.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
      return Integer.MAX_VALUE;
    }
  }

  /** Opens a complete index, until the process ends. */
  static PostIndex open(Path folder) {
    try {
      DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
      return new PostIndex(reader.leaves().get(0).reader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link io.assay.label.PostSearch#nearest}, but that a few of them may be missed. */
  List<Neighbour> nearest(float[] vector, int k, Predicate<Post> allowed) {
    int size = posts.maxDoc();
    int wanted = Math.min(size, Math.max(SEARCHED, 2 * k));
    List<Neighbour> found = found(vector, wanted, k, allowed);
    while (found.size() < k && wanted < size) {
      wanted = Math.min(size, 4 * wanted);
      found = found(vector, wanted, k, allowed);
    }
    found.sort(Neighbour.NEAREST_FIRST);
    return found;
  }

  private List<Neighbour> found(float[] vector, int wanted, int k, Predicate<Post> allowed) {
    try {
      StoredFields stored = posts.storedFields();
      List<Neighbour> found = new ArrayList<>(k);
      for (ScoreDoc hit :
          posts.searchNearestVectors(VECTOR, vector, wanted, null, Integer.MAX_VALUE).scoreDocs) {
        Post post = post(stored.document(hit.doc));
        if (allowed.test(post)) {
          // Lucene's score of a product is (1 + product) / 2.
          found.add(new Neighbour(post, 2 * hit.score - 1));
        }
        if (found.size() == k) {
          break;
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Post post(Document document) {
    return new Post(
        document.get(ID), document.get(KEY), document.getField(LABEL).numericValue().intValue());
  }
}
